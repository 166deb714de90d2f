// Package p00051 is a driver model.
package p00051

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var HaveNpi bool
var WskReg wsk.WSK_REGISTRATION
var Flags uint32
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var st wdm.NTSTATUS
	rollback := func() {
		if HaveNpi {
			wsk.WskReleaseProviderNPI(&WskReg)
		}
		if Flags&REGISTERED == 0 {
			wsk.WskDeregister(&WskReg)
		}
	}
	st = wsk.WskRegister(&ClientNpi, &WskReg)
	if !wdm.NT_SUCCESS(st) {
		rollback()
		return wdm.STATUS_DEVICE_NOT_READY
	}
	Flags |= REGISTERED
	st = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
	if !wdm.NT_SUCCESS(st) {
		rollback()
		return wdm.STATUS_SUCCESS
	}
	HaveNpi = true
	wsk.WskDeregister(&WskReg)
	ok := wdm.NT_SUCCESS(ReadConfig())
	if !ok {
		rollback()
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func ReadConfig() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func Cleanup() {
	if HaveNpi {
		wsk.WskReleaseProviderNPI(&WskReg)
		HaveNpi = false
	}
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&WskReg)
		Flags &^= REGISTERED
	}
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Cleanup()
}
