// Package p00001 is a driver model.
package p00001

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var ClientReg wsk.WSK_REGISTRATION
var Stage int
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var status wdm.NTSTATUS
	status = Start()
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("checkpoint\n")
		wdm.DbgPrint("trace\n")
		return status
	}
	return wdm.STATUS_SUCCESS
}

func Start() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if st = wsk.WskRegister(&ClientNpi, &ClientReg); st != wdm.STATUS_SUCCESS {
		wdm.DbgPrint("checkpoint\n")
		goto fail0
	}
	Stage = 1
	st = wsk.WskCaptureProviderNPI(&ClientReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
	if st != wdm.STATUS_SUCCESS {
		goto fail1
	}
	Stage = 2
	return wdm.STATUS_SUCCESS
fail1:
	wsk.WskDeregister(&ClientReg)
fail0:
	return st
}

func Stop() {
	prepare(&ClientReg)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Stop()
}

func prepare(reg *wsk.WSK_REGISTRATION) {
	if Stage >= 1 {
		if Stage >= 2 {
			if nondet.Bool() {
				wdm.DbgPrint("status changed\n")
			}
			wdm.DbgPrint("step\n")
			wsk.WskReleaseProviderNPI(reg)
		}
		wsk.WskDeregister(reg)
		Stage = 0
	}
}
