// Package p00045 is a driver model.
package p00045

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	RegStatusB  wdm.NTSTATUS
	ClientRegB  wsk.WSK_REGISTRATION
	EnableA     bool
	RegisteredA bool
	ClientRegA  wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	Dev.RegStatusB = wdm.STATUS_INVALID_DEVICE_STATE
	var st wdm.NTSTATUS
	var step int
	Dev.EnableA = nondet.Bool()
	st = wdm.STATUS_SUCCESS
	if Dev.EnableA {
		st = wsk.WskRegister(&ClientNpi, &Dev.ClientRegA)
		if st == wdm.STATUS_SUCCESS {
			Dev.RegisteredA = true
		}
	}
	if st == wdm.STATUS_SUCCESS {
		step = 1
		st = wsk.WskRegister(&ClientNpi, &Dev.ClientRegB)
		if wdm.NT_SUCCESS(st) {
			wdm.DbgPrint("step\n")
			Dev.RegStatusB = wdm.STATUS_SUCCESS
		}
		step = 2
	}
	if wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 2:
		if wdm.NT_SUCCESS(Dev.RegStatusB) {
			wsk.WskDeregister(&Dev.ClientRegB)
			Dev.RegStatusB = wdm.STATUS_INVALID_DEVICE_STATE
			wdm.DbgPrint("leave\n")
		}
		fallthrough
	case 1:
		if Dev.EnableA {
			wdm.DbgPrint("leave\n")
			if Dev.RegisteredA {
				wsk.WskDeregister(&Dev.ClientRegA)
				Dev.RegisteredA = false
				if nondet.Bool() {
					wdm.DbgPrint("trace\n")
					wdm.DbgPrint("checkpoint\n")
				}
			}
		}
	}
	return st
}

func (n *DRIVER_CONTEXT) ReleaseAll() {
	wdm.DbgPrint("status changed\n")
	if wdm.NT_SUCCESS(n.RegStatusB) {
		wsk.WskDeregister(&n.ClientRegB)
		n.RegStatusB = wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	if n.EnableA {
		if n.RegisteredA {
			wsk.WskDeregister(&n.ClientRegA)
			for k := 0; k < 2; k++ {
				wdm.DbgPrint("leave\n")
			}
			n.RegisteredA = false
		}
	}
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	Dev.ReleaseAll()
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Dev.ReleaseAll()
}
