// Package p00018 is a driver model.
package p00018

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	ClientRegB wsk.WSK_REGISTRATION
	ProviderB  wsk.WSK_PROVIDER_NPI
	ClientRegA wsk.WSK_REGISTRATION
	HaveRegA   bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	DriverCtx = &DEVICE_EXTENSION{}
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &DriverCtx.ClientRegA)
	if status != wdm.STATUS_SUCCESS {
		if nondet.Bool() {
			wdm.DbgPrint("checkpoint\n")
		}
		return status
	}
	if !wdm.NT_SUCCESS(StartB(DriverCtx)) {
		wsk.WskDeregister(&DriverCtx.ClientRegA)
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	DriverCtx.HaveRegA = true
	return wdm.STATUS_SUCCESS
}

func StartB(dev *DEVICE_EXTENSION) wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &dev.ClientRegB)
	if status >= 0 {
		if !nondet.Bool() {
			return wdm.STATUS_UNSUCCESSFUL
		}
		status = wsk.WskCaptureProviderNPI(&dev.ClientRegB, wsk.WSK_INFINITE_WAIT, &dev.ProviderB)
		if status == wdm.STATUS_SUCCESS {
			return wdm.STATUS_SUCCESS
		}
		wsk.WskDeregister(&dev.ClientRegB)
	} else {
		wdm.DbgPrint("reg failed\n")
	}
	return status
}

func StopB(dev *DEVICE_EXTENSION) {
	wsk.WskReleaseProviderNPI(&dev.ClientRegB)
	wsk.WskDeregister(&dev.ClientRegB)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if DriverCtx == nil {
		return
	}
	for nondet.Bool() {
		DriverCtx.ProviderB.Dispatch.WskControlClient(DriverCtx.ProviderB.Client, 1, nil, nil, nil)
	}
	StopB(DriverCtx)
	if DriverCtx.HaveRegA {
		wsk.WskDeregister(&DriverCtx.ClientRegA)
	}
}
