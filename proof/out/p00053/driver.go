// Package p00053 is a driver model.
package p00053

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

const CAPTURED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Socket *wsk.WSK_SOCKET
var Flags uint32
var WskReg wsk.WSK_REGISTRATION
var RegStatus wdm.NTSTATUS
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &WskReg)
	if !wdm.NT_SUCCESS(status) {
		if nondet.Bool() {
			wdm.DbgPrint("leave\n")
		}
		Teardown()
		return status
	}
	RegStatus = wdm.STATUS_SUCCESS
	status = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
	if !wdm.NT_SUCCESS(status) {
		Teardown()
		return status
	}
	Flags |= CAPTURED
	irp := wdm.IoAllocateIrp(1, false)
	status = ProviderNpi.Dispatch.WskSocket(ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp)
	if wdm.NT_SUCCESS(status) {
		Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	wdm.IoFreeIrp(irp)
	if !wdm.NT_SUCCESS(status) {
		Teardown()
		return status
	}
	return wdm.STATUS_SUCCESS
}

func Teardown() {
	if Socket != nil {
		Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Socket, nil)
		Socket = nil
	}
	if Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&WskReg)
		Flags &^= CAPTURED
	}
	if wdm.NT_SUCCESS(RegStatus) {
		wsk.WskDeregister(&WskReg)
		RegStatus = wdm.STATUS_UNSUCCESSFUL
	}
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Teardown()
}
