// Package p00040 is a driver model.
package p00040

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED_A = 0x1

type DRIVER_CONTEXT struct {
	RegistrationB wsk.WSK_REGISTRATION
	RegInitB      int32
	ProviderB     wsk.WSK_PROVIDER_NPI
	RegStatusA    wdm.NTSTATUS
	RegistrationA wsk.WSK_REGISTRATION
	Flags         uint32
	ProviderA     wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	Driver.RegStatusA = wdm.STATUS_INVALID_DEVICE_STATE
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &Driver.RegistrationA)
	if !wdm.NT_SUCCESS(status) {
		goto fail0
	}
	Driver.RegStatusA = wdm.STATUS_SUCCESS
	status = wsk.WskCaptureProviderNPI(&Driver.RegistrationA, wsk.WSK_INFINITE_WAIT, &Driver.ProviderA)
	if wdm.NT_SUCCESS(status) {
		if nondet.Bool() {
			wdm.DbgPrint("status changed\n")
		}
		wdm.DbgPrint("network ready\n")
		Driver.Flags |= CAPTURED_A
	}
	status = BringUpB(&Driver)
	if !wdm.NT_SUCCESS(status) {
		goto fail2
	}
	return wdm.STATUS_SUCCESS
fail2:
	if Driver.Flags&CAPTURED_A != 0 {
		wsk.WskReleaseProviderNPI(&Driver.RegistrationA)
		Driver.Flags &^= CAPTURED_A
	}
	wsk.WskDeregister(&Driver.RegistrationA)
fail0:
	return status
}

func BringUpB(ctx *DRIVER_CONTEXT) wdm.NTSTATUS {
	var status wdm.NTSTATUS
	var step int
	status = wsk.WskRegister(&ClientNpi, &ctx.RegistrationB)
	if wdm.NT_SUCCESS(status) {
		wdm.InterlockedExchange(&ctx.RegInitB, 1)
		step = 1
		status = wsk.WskCaptureProviderNPI(&ctx.RegistrationB, wsk.WSK_INFINITE_WAIT, &ctx.ProviderB)
		if status >= 0 {
			step = 2
		}
	}
	if status == wdm.STATUS_SUCCESS {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 2:
		if nondet.Bool() {
			wdm.DbgPrint("checkpoint\n")
		}
		wsk.WskReleaseProviderNPI(&ctx.RegistrationB)
		fallthrough
	case 1:
		wsk.WskDeregister(&ctx.RegistrationB)
	}
	wdm.DbgPrint("leave\n")
	return status
}

func BringDownB(n *DRIVER_CONTEXT) {
	wsk.WskReleaseProviderNPI(&n.RegistrationB)
	wsk.WskDeregister(&n.RegistrationB)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	BringDownB(&Driver)
	if Driver.Flags&CAPTURED_A != 0 {
		wdm.DbgPrint("checkpoint\n")
		wsk.WskReleaseProviderNPI(&Driver.RegistrationA)
		Driver.Flags &^= CAPTURED_A
	}
	if wdm.NT_SUCCESS(Driver.RegStatusA) {
		wsk.WskDeregister(&Driver.RegistrationA)
		if nondet.Bool() {
			wdm.DbgPrint("checkpoint\n")
		}
		Driver.RegStatusA = wdm.STATUS_DEVICE_NOT_READY
	}
}
