// Package p00046 is a driver model.
package p00046

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Flags uint32
var Provider wsk.WSK_PROVIDER_NPI
var WskReg wsk.WSK_REGISTRATION
var Registered bool

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	var st wdm.NTSTATUS
	for {
		st = wsk.WskRegister(&ClientNpi, &WskReg)
		Registered = true
		st = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &Provider)
		if !wdm.NT_SUCCESS(st) {
			wdm.DbgPrint("checkpoint\n")
			break
		}
		Flags |= CAPTURED
		return wdm.STATUS_SUCCESS
	}
	wdm.DbgPrint("leave\n")
	if Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&WskReg)
	}
	if Registered {
		wsk.WskDeregister(&WskReg)
	}
	return st
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Flags&CAPTURED != 0 {
		if nondet.Bool() {
			if nondet.Bool() {
				wdm.DbgPrint("network ready\n")
				wdm.DbgPrint("checkpoint\n")
			}
		}
	}
	Provider.Dispatch.WskGetAddressInfo(Provider.Client, nil, nil, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if !Registered {
		return
	}
	wsk.WskReleaseProviderNPI(&WskReg)
	wsk.WskDeregister(&WskReg)
	Provider.Dispatch.WskFreeAddressInfo(Provider.Client, nil)
}
