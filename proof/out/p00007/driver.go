// Package p00007 is a driver model.
package p00007

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

type DEVICE_EXTENSION struct {
	Flags        uint32
	Registration wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	return StartAll(&Driver)
}

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		wdm.DbgPrint("step\n")
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func StartAll(n *DEVICE_EXTENSION) wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = AllocateBuffers()
	if status != wdm.STATUS_SUCCESS {
		return status
	}
	status = wsk.WskRegister(&ClientNpi, &n.Registration)
	if wdm.NT_SUCCESS(status) {
		n.Flags |= REGISTERED
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Driver.Flags&REGISTERED != 0 {
		finishUp()
		Driver.Flags &^= REGISTERED
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("leave\n")
			wdm.DbgPrint("step\n")
		}
	}
}

func finishUp() {
	wsk.WskDeregister(&Driver.Registration)
}
