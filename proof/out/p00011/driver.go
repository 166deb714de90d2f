// Package p00011 is a driver model.
package p00011

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Stage int
var RegistrationB wsk.WSK_REGISTRATION
var RegistrationA wsk.WSK_REGISTRATION
var ProviderA wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var status wdm.NTSTATUS
	wdm.DbgPrint("leave\n")
	status = wsk.WskRegister(&ClientNpi, &RegistrationA)
	if wdm.NT_SUCCESS(status) {
		Stage = 1
		status = AllocateBuffers()
		if wdm.NT_SUCCESS(status) {
			status = wsk.WskCaptureProviderNPI(&RegistrationA, wsk.WSK_INFINITE_WAIT, &ProviderA)
			if wdm.NT_SUCCESS(status) {
				Stage = 2
				status = NetInitB()
				wsk.WskReleaseProviderNPI(&RegistrationA)
			} else {
				wdm.DbgPrint("cap failed\n")
			}
		}
		wsk.WskDeregister(&RegistrationA)
	}
	return status
}

func NetInitB() (status wdm.NTSTATUS) {
	defer func() {
		if status != wdm.STATUS_SUCCESS {
			wdm.DbgPrint("trace\n")
			if Stage >= 3 {
				wsk.WskDeregister(&RegistrationB)
				wdm.DbgPrint("network ready\n")
			}
		}
	}()
	status = wsk.WskRegister(&ClientNpi, &RegistrationB)
	if status < 0 {
		return status
	}
	Stage = 3
	return wdm.STATUS_SUCCESS
}

func NetCleanupB() {
	if Stage >= 3 {
		wdm.DbgPrint("enter\n")
		wsk.WskDeregister(&RegistrationB)
	}
}

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	NetCleanupB()
	if Stage >= 1 {
		wsk.WskDeregister(&RegistrationA)
		Stage = 0
	}
	if Stage >= 2 {
		wsk.WskReleaseProviderNPI(&RegistrationA)
		Stage = 1
	}
}
