// Package p00010 is a driver model.
package p00010

import (
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var State uint32
var WskReg wsk.WSK_REGISTRATION
var HaveReg bool
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &WskReg)
	if st != wdm.STATUS_SUCCESS {
		goto fail0
	}
	HaveReg = true
	if st = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi); st != wdm.STATUS_SUCCESS {
		goto fail1
	}
	State |= CAPTURED
	return wdm.STATUS_SUCCESS
fail1:
	wsk.WskDeregister(&WskReg)
fail0:
	return st
}

func Cleanup() {
	wdm.DbgPrint("trace\n")
	wdm.DbgPrint("checkpoint\n")
	netStep()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Cleanup()
	wdm.DbgPrint("step\n")
}

func netStep() {
	if HaveReg {
		wdm.DbgPrint("checkpoint\n")
		prepare()
		HaveReg = false
	}
	for k := 0; k < 2; k++ {
		wdm.DbgPrint("step\n")
	}
}

func prepare() {
	if State&CAPTURED != 0 {
		wdm.DbgPrint("checkpoint\n")
		wsk.WskReleaseProviderNPI(&WskReg)
		State &^= CAPTURED
	}
	wsk.WskDeregister(&WskReg)
}
