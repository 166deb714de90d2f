// Package p00044 is a driver model.
package p00044

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	Npi     wsk.WSK_PROVIDER_NPI
	WskReg  wsk.WSK_REGISTRATION
	RegInit int32
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Dev.WskReg)
	wdm.InterlockedExchange(&Dev.RegInit, 1)
	st = wsk.WskCaptureProviderNPI(&Dev.WskReg, wsk.WSK_INFINITE_WAIT, &Dev.Npi)
	wdm.DbgPrint("trace\n")
	if !wdm.NT_SUCCESS(st) {
		goto cleanup
	}
	return wdm.STATUS_SUCCESS
cleanup:
	if Dev.Npi.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&Dev.WskReg)
		if nondet.Bool() {
			wdm.DbgPrint("leave\n")
		}
	}
	if wdm.InterlockedCompareExchange(&Dev.RegInit, 0, 1) == 1 {
		wsk.WskDeregister(&Dev.WskReg)
	}
	return st
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	p := &Dev.Npi
	p.Dispatch.WskControlClient(p.Client, 1, nil, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&Dev.WskReg)
	wsk.WskDeregister(&Dev.WskReg)
}
