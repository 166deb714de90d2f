// Package p00037 is a driver model.
package p00037

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

const REGISTERED = 0x1
const CAPTURED = 0x2

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Flags uint32
var Provider wsk.WSK_PROVIDER_NPI
var Socket *wsk.WSK_SOCKET
var Registration wsk.WSK_REGISTRATION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	d.MajorFunction[2] = Close
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Registration)
	if !wdm.NT_SUCCESS(st) {
		goto cleanup
	}
	Flags |= REGISTERED
	st = wsk.WskCaptureProviderNPI(&Registration, wsk.WSK_INFINITE_WAIT, &Provider)
	if !wdm.NT_SUCCESS(st) {
		if nondet.Bool() {
			wdm.DbgPrint("network ready\n")
		}
		goto cleanup
	}
	Flags |= CAPTURED
	return wdm.STATUS_SUCCESS
cleanup:
	if Flags&CAPTURED != 0 {
		if nondet.Bool() {
			wsk.WskReleaseProviderNPI(&Registration)
		}
		Flags &^= CAPTURED
	}
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&Registration)
		Flags &^= REGISTERED
	}
	return st
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if Flags&REGISTERED == 0 {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	if Flags&CAPTURED == 0 {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	Provider.Dispatch.WskControlClient(Provider.Client, 1, nil, nil, nil)
	if Socket == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = Provider.Dispatch.WskSocket(Provider.Client, 2, 1, 6, 0, nil, nil, irp2)
		if st == wdm.STATUS_SUCCESS {
			Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
		if !wdm.NT_SUCCESS(st) {
			return st
		}
		wdm.DbgPrint("leave\n")
	}
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Socket != nil {
		Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Socket, nil)
		Socket = nil
	}
	if Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&Registration)
		Flags &^= CAPTURED
	}
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&Registration)
		Flags &^= REGISTERED
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Socket != nil {
		Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Socket, nil)
		Socket = nil
	}
	wdm.DbgPrint("step\n")
	if Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&Registration)
		Flags &^= CAPTURED
	}
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&Registration)
		Flags &^= REGISTERED
	}
}
