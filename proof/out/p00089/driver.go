// Package p00089 is a driver model.
package p00089

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var WskReg wsk.WSK_REGISTRATION
var Stage int
var Npi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	var status wdm.NTSTATUS
	var haveNet bool
	undo := func() {
		if haveNet {
			Stop()
		}
	}
	status = Start()
	if status < 0 {
		undo()
		return status
	}
	haveNet = true
	return wdm.STATUS_SUCCESS
}

func Start() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &WskReg)
	if st != wdm.STATUS_SUCCESS {
		goto cleanup
	}
	Stage = 1
	if st = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &Npi); !wdm.NT_SUCCESS(st) {
		goto cleanup
	}
	Stage = 2
	return wdm.STATUS_SUCCESS
cleanup:
	if Stage >= 2 {
		wsk.WskReleaseProviderNPI(&WskReg)
	}
	if Stage >= 1 {
		wdm.DbgPrint("network ready\n")
		wsk.WskDeregister(&WskReg)
	}
	return st
}

func Stop() {
	wsk.WskReleaseProviderNPI(&WskReg)
	wsk.WskDeregister(&WskReg)
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	for nondet.Bool() {
		Npi.Dispatch.WskGetNameInfo(Npi.Client, nil, nil)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Stop()
}
