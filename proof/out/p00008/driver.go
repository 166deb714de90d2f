// Package p00008 is a driver model.
package p00008

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegStatusB wdm.NTSTATUS
var RegistrationA wsk.WSK_REGISTRATION
var RegistrationB wsk.WSK_REGISTRATION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	RegStatusB = wdm.STATUS_INVALID_DEVICE_STATE
	var st wdm.NTSTATUS
	var haveReg bool
	for {
		st = wsk.WskRegister(&ClientNpi, &RegistrationA)
		haveReg = true
		st = CreateQueue()
		if st != wdm.STATUS_SUCCESS {
			wdm.DbgPrint("network ready\n")
			break
		}
		st = wsk.WskRegister(&ClientNpi, &RegistrationB)
		if !wdm.NT_SUCCESS(st) {
			break
		}
		return wdm.STATUS_SUCCESS
	}
	if wdm.NT_SUCCESS(RegStatusB) {
		wsk.WskDeregister(&RegistrationB)
	}
	if haveReg {
		wsk.WskDeregister(&RegistrationA)
	}
	return st
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	wdm.DbgPrint("status changed\n")
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	act := func() {
		if wdm.NT_SUCCESS(RegStatusB) {
			wdm.DbgPrint("enter\n")
			wsk.WskDeregister(&RegistrationB)
			if nondet.Bool() {
				wdm.DbgPrint("enter\n")
			}
		}
		wsk.WskDeregister(&RegistrationA)
		if nondet.Bool() {
			wdm.DbgPrint("network ready\n")
		}
	}
	act()
}
