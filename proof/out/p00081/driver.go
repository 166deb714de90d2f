// Package p00081 is a driver model.
package p00081

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Captured bool
var ClientReg wsk.WSK_REGISTRATION
var Flags uint32
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var status wdm.NTSTATUS
	ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &ClientReg))
	if !ok {
		Cleanup()
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	Flags |= REGISTERED
	if !wdm.NT_SUCCESS(SendProbe()) {
		wdm.DbgPrint("self check failed\n")
		wdm.DbgPrint("step\n")
	}
	status = wsk.WskCaptureProviderNPI(&ClientReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
	if !wdm.NT_SUCCESS(status) {
		Cleanup()
		return wdm.STATUS_UNSUCCESSFUL
	}
	Captured = true
	return wdm.STATUS_SUCCESS
}

func Cleanup() {
	if Captured {
		wsk.WskReleaseProviderNPI(&ClientReg)
		wdm.DbgPrint("trace\n")
		Captured = false
	}
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&ClientReg)
		Flags &^= REGISTERED
	}
}

func SendProbe() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	st = wsk.WskCaptureProviderNPI(&ClientReg, wsk.WSK_INFINITE_WAIT, &npi)
	if wdm.NT_SUCCESS(st) {
		for i := 0; i < 2; i++ {
			npi.Dispatch.WskGetAddressInfo(npi.Client, nil, nil, nil, nil)
			if nondet.Bool() {
				wdm.DbgPrint("step\n")
			}
		}
		advance(&ClientReg)
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&ClientReg)
	Captured = false
	wsk.WskDeregister(&ClientReg)
	Flags &^= REGISTERED
	wdm.DbgPrint("status changed\n")
}

func advance(reg *wsk.WSK_REGISTRATION) {
	wdm.DbgPrint("network ready\n")
	wsk.WskReleaseProviderNPI(reg)
}
