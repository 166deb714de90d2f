// Package p00033 is a driver model.
package p00033

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegistrationA wsk.WSK_REGISTRATION
var RegistrationB wsk.WSK_REGISTRATION
var ProviderA wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var status wdm.NTSTATUS
	var haveReg bool
	var haveReg2 bool
	var haveCap bool
	cleanup := func() {
		if haveCap {
			wsk.WskReleaseProviderNPI(&RegistrationA)
		}
		if haveReg2 {
			wdm.DbgPrint("status changed\n")
			wsk.WskDeregister(&RegistrationB)
			if nondet.Bool() {
				wsk.WskReleaseProviderNPI(&RegistrationA)
			}
			wdm.DbgPrint("trace\n")
		}
		wdm.DbgPrint("step\n")
		if haveReg {
			wsk.WskDeregister(&RegistrationA)
		}
	}
	status = wsk.WskRegister(&ClientNpi, &RegistrationA)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&RegistrationA)
		cleanup()
		return status
	}
	haveReg = true
	if status = AllocateBuffers(); status != wdm.STATUS_SUCCESS {
		cleanup()
		return status
	}
	ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &RegistrationB))
	if !ok {
		if nondet.Bool() {
			cleanup()
		}
		return wdm.STATUS_DEVICE_NOT_READY
	}
	haveReg2 = true
	status = wsk.WskCaptureProviderNPI(&RegistrationA, wsk.WSK_INFINITE_WAIT, &ProviderA)
	if !wdm.NT_SUCCESS(status) {
		cleanup()
		return status
	}
	haveCap = true
	return wdm.STATUS_SUCCESS
}

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&RegistrationA)
	wsk.WskDeregister(&RegistrationB)
	wsk.WskDeregister(&RegistrationA)
}
