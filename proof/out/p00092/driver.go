// Package p00092 is a driver model.
package p00092

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED_B = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegistrationA wsk.WSK_REGISTRATION
var HaveRegA bool
var EnableB bool
var Flags uint32
var RegistrationB wsk.WSK_REGISTRATION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var st wdm.NTSTATUS
	if st = wsk.WskRegister(&ClientNpi, &RegistrationA); st != wdm.STATUS_SUCCESS {
		return st
	}
	st = ReadConfig()
	if st < 0 {
		wsk.WskDeregister(&RegistrationA)
		return st
	}
	EnableB = nondet.Bool()
	st = wdm.STATUS_SUCCESS
	if EnableB {
		st = wsk.WskRegister(&ClientNpi, &RegistrationB)
		if st == wdm.STATUS_SUCCESS {
			Flags |= REGISTERED_B
		}
	}
	if st < 0 {
		wsk.WskDeregister(&RegistrationA)
		HaveRegA = false
		return st
	}
	st = SendProbeA()
	if st != wdm.STATUS_SUCCESS {
		if EnableB {
			wsk.WskDeregister(&RegistrationB)
			Flags &^= REGISTERED_B
		}
		wsk.WskDeregister(&RegistrationA)
		return st
	}
	return wdm.STATUS_SUCCESS
}

func ReadConfig() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func SendProbeA() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	for i := 0; i < 2; i++ {
		st = wsk.WskCaptureProviderNPI(&RegistrationA, wsk.WSK_INFINITE_WAIT, &npi)
		if !wdm.NT_SUCCESS(st) {
			break
		}
		npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
		wsk.WskReleaseProviderNPI(&RegistrationA)
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if EnableB {
		if Flags&REGISTERED_B != 0 {
			wsk.WskDeregister(&RegistrationB)
			Flags &^= REGISTERED_B
		}
	}
	if HaveRegA {
		settle(&RegistrationA)
	}
}

func settle(reg *wsk.WSK_REGISTRATION) {
	wsk.WskDeregister(reg)
}
