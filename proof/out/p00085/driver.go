// Package p00085 is a driver model.
package p00085

import (
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

type DRIVER_CONTEXT struct {
	WskReg wsk.WSK_REGISTRATION
	Flags  uint32
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	var status wdm.NTSTATUS
	var step int
	status = Dev.BringUp()
	if status >= 0 {
		step = 1
	}
	if wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 1:
		wdm.DbgPrint("leave\n")
		BringDown()
	}
	return status
}

func (n *DRIVER_CONTEXT) BringUp() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &n.WskReg)
	if !wdm.NT_SUCCESS(status) {
		goto fail0
	}
	n.Flags |= REGISTERED
	return wdm.STATUS_SUCCESS
fail0:
	return status
}

func BringDown() {
	if Dev.Flags&REGISTERED != 0 {
		wsk.WskDeregister(&Dev.WskReg)
		Dev.Flags &^= REGISTERED
	}
}

func Teardown(n *DRIVER_CONTEXT) {
	BringDown()
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	Teardown(&Dev)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Teardown(&Dev)
}
