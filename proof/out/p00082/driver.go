// Package p00082 is a driver model.
package p00082

import (
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Stage int
var ProviderNpi wsk.WSK_PROVIDER_NPI
var WskReg wsk.WSK_REGISTRATION
var Socket *wsk.WSK_SOCKET

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	return StartAll()
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	for i := 0; i < 2; i++ {
		wdm.DbgPrint("step\n")
		ProviderNpi.Dispatch.WskFreeAddressInfo(ProviderNpi.Client, nil)
	}
	wdm.DbgPrint("network ready\n")
	return wdm.STATUS_SUCCESS
}

func StartAll() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if st = wsk.WskRegister(&ClientNpi, &WskReg); !wdm.NT_SUCCESS(st) {
		return st
	}
	st = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
	Stage = 1
	if !wdm.NT_SUCCESS(st) {
		wsk.WskDeregister(&WskReg)
		return st
	}
	irp := wdm.IoAllocateIrp(1, false)
	st = ProviderNpi.Dispatch.WskSocket(ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp)
	if wdm.NT_SUCCESS(st) {
		Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	wdm.IoFreeIrp(irp)
	if !wdm.NT_SUCCESS(st) {
		wsk.WskReleaseProviderNPI(&WskReg)
		wsk.WskDeregister(&WskReg)
		return st
	}
	Stage = 3
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Socket, nil)
	Stage = 2
	wsk.WskReleaseProviderNPI(&WskReg)
	Stage = 1
	for k := 0; k < 2; k++ {
		wdm.DbgPrint("network ready\n")
		for k2 := 0; k2 < 2; k2++ {
			wdm.DbgPrint("status changed\n")
		}
	}
	wsk.WskDeregister(&WskReg)
	Stage = 0
}
