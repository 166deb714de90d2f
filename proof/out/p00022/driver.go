// Package p00022 is a driver model.
package p00022

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

type DEVICE_EXTENSION struct {
	State     uint32
	Npi       wsk.WSK_PROVIDER_NPI
	RegStatus wdm.NTSTATUS
	WskReg    wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	Ctx = &DEVICE_EXTENSION{}
	Ctx.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	var status wdm.NTSTATUS
	for {
		if status = CreateQueue(); status < 0 {
			break
		}
		status = wsk.WskRegister(&ClientNpi, &Ctx.WskReg)
		if status >= 0 {
			Ctx.RegStatus = wdm.STATUS_SUCCESS
			status = wsk.WskCaptureProviderNPI(&Ctx.WskReg, wsk.WSK_INFINITE_WAIT, &Ctx.Npi)
			wdm.DbgPrint("checkpoint\n")
			if wdm.NT_SUCCESS(status) {
				if nondet.Bool() {
					wdm.DbgPrint("checkpoint\n")
				}
				if nondet.Bool() {
					return wdm.STATUS_SUCCESS
				}
				Ctx.State |= CAPTURED
			} else {
				wdm.DbgPrint("cap not available\n")
			}
		}
		return wdm.STATUS_SUCCESS
	}
	if Ctx.State&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&Ctx.WskReg)
		Ctx.State &^= CAPTURED
	}
	if wdm.NT_SUCCESS(Ctx.RegStatus) {
		wsk.WskDeregister(&Ctx.WskReg)
		Ctx.RegStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return status
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Ctx.State&CAPTURED == 0 {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	Ctx.Npi.Dispatch.WskControlClient(Ctx.Npi.Client, 1, nil, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if wdm.NT_SUCCESS(Ctx.RegStatus) {
		wsk.WskDeregister(&Ctx.WskReg)
		Ctx.RegStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("enter\n")
		}
		if nondet.Bool() {
			wdm.DbgPrint("network ready\n")
		}
	}
	if Ctx.State&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&Ctx.WskReg)
		Ctx.State &^= CAPTURED
	}
}
