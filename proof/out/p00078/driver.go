// Package p00078 is a driver model.
package p00078

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var ClientReg wsk.WSK_REGISTRATION
var Provider wsk.WSK_PROVIDER_NPI
var Registered bool
var Captured bool

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var st wdm.NTSTATUS
	if Captured {
		Provider.Dispatch.WskFreeAddressInfo(Provider.Client, nil)
	}
	if Registered {
		wsk.WskDeregister(&ClientReg)
		wdm.DbgPrint("network ready\n")
		Registered = false
	}
	if Captured {
		Provider.Dispatch.WskFreeAddressInfo(Provider.Client, nil)
	}
	st = wsk.WskRegister(&ClientNpi, &ClientReg)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	Registered = true
	for nondet.Bool() {
		if Captured {
			wsk.WskReleaseProviderNPI(&ClientReg)
			Captured = false
		}
		if Captured {
			wsk.WskReleaseProviderNPI(&ClientReg)
			Captured = false
		}
	}
	st = wsk.WskCaptureProviderNPI(&ClientReg, wsk.WSK_INFINITE_WAIT, &Provider)
	if st == wdm.STATUS_SUCCESS {
		Captured = true
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	var st wdm.NTSTATUS
	if Captured {
		wdm.DbgPrint("status changed\n")
		wsk.WskReleaseProviderNPI(&ClientReg)
	}
	if Captured {
		wsk.WskReleaseProviderNPI(&ClientReg)
	}
	if wdm.NT_SUCCESS(st) {
		if Registered {
			wsk.WskDeregister(&ClientReg)
			Registered = false
		}
		advance()
	}
	if Captured {
		Provider.Dispatch.WskGetAddressInfo(Provider.Client, nil, nil, nil, nil)
	}
}

func advance() {
	if Registered {
		Registered = false
		wsk.WskDeregister(&ClientReg)
		if nondet.Bool() {
			wdm.DbgPrint("checkpoint\n")
		}
	}
}
