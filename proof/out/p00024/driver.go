// Package p00024 is a driver model.
package p00024

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegistrationB wsk.WSK_REGISTRATION
var NpiB wsk.WSK_PROVIDER_NPI
var CapturedB bool
var RegisteredB bool
var RegistrationA wsk.WSK_REGISTRATION
var NpiA wsk.WSK_PROVIDER_NPI
var RegisteredA bool
var CapturedA bool

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	var st wdm.NTSTATUS
	if CapturedB {
		if RegisteredA {
			wsk.WskDeregister(&RegistrationA)
			RegisteredA = false
		}
		if CapturedA {
			NpiA.Dispatch.WskControlClient(NpiA.Client, 1, nil, nil, nil)
		}
	}
	if nondet.Bool() {
		st = wsk.WskRegister(&ClientNpi, &RegistrationB)
		if !wdm.NT_SUCCESS(st) {
			return st
		}
	}
	if !CapturedB {
		st = wsk.WskRegister(&ClientNpi, &RegistrationB)
		RegisteredB = true
		if CapturedA {
			wsk.WskReleaseProviderNPI(&RegistrationA)
			CapturedA = false
			wdm.DbgPrint("network ready\n")
		}
	}
	CapturedA = false
	if CapturedB {
		if CapturedB {
			wsk.WskReleaseProviderNPI(&RegistrationB)
			CapturedB = false
		}
	}
	return st
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if CapturedB {
		if nondet.Bool() {
			NpiB.Dispatch.WskFreeAddressInfo(NpiB.Client, nil)
		}
	}
	if !RegisteredA {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("leave\n")
		}
		st = wsk.WskRegister(&ClientNpi, &RegistrationA)
		if st != wdm.STATUS_SUCCESS {
			return wdm.STATUS_SUCCESS
		}
		RegisteredA = true
	}
	if nondet.Bool() {
		st = wsk.WskCaptureProviderNPI(&RegistrationB, wsk.WSK_INFINITE_WAIT, &NpiB)
		if !wdm.NT_SUCCESS(st) {
			return st
		}
		CapturedB = true
		if RegisteredB && !CapturedB {
			st = wsk.WskCaptureProviderNPI(&RegistrationB, wsk.WSK_INFINITE_WAIT, &NpiB)
			if !wdm.NT_SUCCESS(st) {
				return wdm.STATUS_UNSUCCESSFUL
			}
			CapturedB = true
		}
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if CapturedB {
		wsk.WskReleaseProviderNPI(&RegistrationB)
		CapturedB = false
	}
	if CapturedA {
		wsk.WskReleaseProviderNPI(&RegistrationA)
		CapturedA = false
	}
	if RegisteredB {
		wsk.WskDeregister(&RegistrationB)
		RegisteredB = false
	}
}
