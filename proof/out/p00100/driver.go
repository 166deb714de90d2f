// Package p00100 is a driver model.
package p00100

import (
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type DEVICE_EXTENSION struct {
	Stage        int
	Socket       *wsk.WSK_SOCKET
	Registration wsk.WSK_REGISTRATION
	ProviderNpi  wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	var st wdm.NTSTATUS
	rollback := func() {
		if ext.Stage >= 3 {
			ext.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(ext.Socket, nil)
		}
		if ext.Stage >= 2 {
			wsk.WskReleaseProviderNPI(&ext.Registration)
		}
		if ext.Stage >= 1 {
			wsk.WskDeregister(&ext.Registration)
		}
	}
	st = wsk.WskRegister(&ClientNpi, &ext.Registration)
	ext.Stage = 1
	st = wsk.WskCaptureProviderNPI(&ext.Registration, wsk.WSK_INFINITE_WAIT, &ext.ProviderNpi)
	if !wdm.NT_SUCCESS(st) {
		rollback()
		return st
	}
	ext.Stage = 2
	irp := wdm.IoAllocateIrp(1, false)
	st = ext.ProviderNpi.Dispatch.WskSocket(ext.ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp)
	if st == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(irp, nil)
		st = irp.IoStatus.Status
	}
	if wdm.NT_SUCCESS(st) {
		ext.Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	if !wdm.NT_SUCCESS(st) {
		rollback()
		return st
	}
	ext.Stage = 3
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	switch ext.Stage {
	case 3:
		fallthrough
	case 2:
		wsk.WskReleaseProviderNPI(&ext.Registration)
		fallthrough
	case 1:
		wsk.WskDeregister(&ext.Registration)
	}
}
