// Package p00098 is a driver model.
package p00098

import (
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type DEVICE_EXTENSION struct {
	HaveReg     bool
	CapInit     int32
	ProviderNpi wsk.WSK_PROVIDER_NPI
	Socket      *wsk.WSK_SOCKET
	WskReg      wsk.WSK_REGISTRATION
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
	var step int
	st = wsk.WskRegister(&ClientNpi, &ext.WskReg)
	if st >= 0 {
		ext.HaveReg = true
		st = wsk.WskCaptureProviderNPI(&ext.WskReg, wsk.WSK_INFINITE_WAIT, &ext.ProviderNpi)
		if wdm.NT_SUCCESS(st) {
			wdm.InterlockedExchange(&ext.CapInit, 1)
			irp := wdm.IoAllocateIrp(1, false)
			wdm.DbgPrint("enter\n")
			st = ext.ProviderNpi.Dispatch.WskSocket(ext.ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp)
			wdm.DbgPrint("leave\n")
			if st == wdm.STATUS_PENDING {
				wdm.KeWaitForSingleObject(irp, nil)
				st = irp.IoStatus.Status
			}
			if wdm.NT_SUCCESS(st) {
				ext.Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
			}
		}
	} else {
		wdm.DbgPrint("status changed\n")
		wdm.DbgPrint("reg not available\n")
	}
	step = 1
	if wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 1:
		if ext.Socket != nil {
			wdm.DbgPrint("network ready\n")
			ext.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(ext.Socket, nil)
			ext.Socket = nil
		}
		if ext.CapInit != 0 {
			wsk.WskReleaseProviderNPI(&ext.WskReg)
			wdm.InterlockedExchange(&ext.CapInit, 0)
			ext.ProviderNpi.Dispatch.WskFreeAddressInfo(ext.ProviderNpi.Client, nil)
		}
		if ext.HaveReg {
			ext.HaveReg = false
		}
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	if ext.Socket != nil {
		ext.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(ext.Socket, nil)
		ext.Socket = nil
	}
	advance(ext)
}

func advance(ext *DEVICE_EXTENSION) {
	if ext.HaveReg {
		if wdm.InterlockedExchange(&ext.CapInit, 0) == 1 {
			wsk.WskReleaseProviderNPI(&ext.WskReg)
			ext.ProviderNpi.Dispatch.WskControlClient(ext.ProviderNpi.Client, 1, nil, nil, nil)
		}
		wsk.WskDeregister(&ext.WskReg)
		ext.HaveReg = false
	}
}
