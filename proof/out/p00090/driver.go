// Package p00090 is a driver model.
package p00090

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	RegStatusA  wdm.NTSTATUS
	WskRegA     wsk.WSK_REGISTRATION
	RegisteredB bool
	CapInitB    int32
	NpiB        wsk.WSK_PROVIDER_NPI
	WskRegB     wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	Driver.RegStatusA = wdm.STATUS_INVALID_DEVICE_STATE
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &Driver.WskRegA)
	Driver.RegStatusA = wdm.STATUS_SUCCESS
	status = wsk.WskRegister(&ClientNpi, &Driver.WskRegB)
	if wdm.NT_SUCCESS(status) {
		Driver.RegisteredB = true
		status = wsk.WskCaptureProviderNPI(&Driver.WskRegB, wsk.WSK_INFINITE_WAIT, &Driver.NpiB)
		if wdm.NT_SUCCESS(status) {
			wdm.InterlockedExchange(&Driver.CapInitB, 1)
			wdm.DbgPrint("checkpoint\n")
			if nondet.Bool() {
				wdm.DbgPrint("status changed\n")
			}
		}
	}
	return wdm.STATUS_SUCCESS
	return status
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Driver.CapInitB != 0 {
		wsk.WskReleaseProviderNPI(&Driver.WskRegB)
		wdm.DbgPrint("leave\n")
		wdm.DbgPrint("network ready\n")
	}
	if Driver.RegisteredB {
		wsk.WskDeregister(&Driver.WskRegB)
		func() {
			wsk.WskDeregister(&Driver.WskRegB)
			Driver.RegisteredB = false
		}()
		wdm.DbgPrint("checkpoint\n")
	}
	if wdm.NT_SUCCESS(Driver.RegStatusA) {
		wsk.WskDeregister(&Driver.WskRegA)
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("step\n")
		}
		Driver.RegStatusA = wdm.STATUS_INSUFFICIENT_RESOURCES
	}
}
