// Package p00012 is a driver model.
package p00012

import (
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	HaveNpi   bool
	ClientReg wsk.WSK_REGISTRATION
	HaveReg   bool
	Npi       wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	DriverCtx = &DEVICE_EXTENSION{}
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &DriverCtx.ClientReg)
	if !wdm.NT_SUCCESS(st) {
		goto fail0
	}
	DriverCtx.HaveReg = true
	st = wsk.WskCaptureProviderNPI(&DriverCtx.ClientReg, wsk.WSK_INFINITE_WAIT, &DriverCtx.Npi)
	if !wdm.NT_SUCCESS(st) {
		goto fail1
	}
	DriverCtx.HaveNpi = true
	return wdm.STATUS_SUCCESS
fail1:
	wsk.WskDeregister(&DriverCtx.ClientReg)
fail0:
	return st
}

func Teardown() {
	if DriverCtx.HaveReg {
		if DriverCtx.HaveNpi {
			wsk.WskReleaseProviderNPI(&DriverCtx.ClientReg)
			DriverCtx.HaveNpi = false
		}
		wsk.WskDeregister(&DriverCtx.ClientReg)
		DriverCtx.HaveReg = false
	}
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if DriverCtx == nil {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("checkpoint\n")
		}
		return
	}
	Teardown()
}
