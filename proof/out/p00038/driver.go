// Package p00038 is a driver model.
package p00038

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED_A = 0x1
const CAPTURED_B = 0x2

type DEVICE_EXTENSION struct {
	State         uint32
	RegistrationA wsk.WSK_REGISTRATION
	EnableB       bool
	RegistrationB wsk.WSK_REGISTRATION
	RegisteredB   bool
	ProviderA     wsk.WSK_PROVIDER_NPI
	ProviderB     wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	Ctx = &DEVICE_EXTENSION{}
	var status wdm.NTSTATUS
	Ctx.EnableB = nondet.Bool()
	status = wdm.STATUS_SUCCESS
	if Ctx.EnableB {
		status = wsk.WskRegister(&ClientNpi, &Ctx.RegistrationB)
		if status == wdm.STATUS_SUCCESS {
			Ctx.RegisteredB = true
			status = wsk.WskCaptureProviderNPI(&Ctx.RegistrationB, wsk.WSK_INFINITE_WAIT, &Ctx.ProviderB)
			if status == wdm.STATUS_SUCCESS {
				Ctx.State |= CAPTURED_B
			}
			if !wdm.NT_SUCCESS(status) {
				wsk.WskDeregister(&Ctx.RegistrationB)
				Ctx.RegisteredB = false
			}
		}
		wdm.DbgPrint("trace\n")
	}
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return wdm.STATUS_SUCCESS
}

func ResolveA() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	wdm.DbgPrint("network ready\n")
	for {
		st = wsk.WskCaptureProviderNPI(&Ctx.RegistrationA, wsk.WSK_INFINITE_WAIT, &Ctx.ProviderA)
		if wdm.NT_SUCCESS(st) {
			break
		}
		wdm.DbgPrint("enter\n")
		if nondet.Bool() {
			wdm.DbgPrint("status changed\n")
			return st
		}
	}
	if st < 0 {
		return st
	}
	Query(&Ctx.ProviderA)
	wsk.WskReleaseProviderNPI(&Ctx.RegistrationA)
	return wdm.STATUS_SUCCESS
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if Ctx.State&REGISTERED_A == 0 {
		st = wsk.WskRegister(&ClientNpi, &Ctx.RegistrationA)
		if !wdm.NT_SUCCESS(st) {
			return st
		}
		Ctx.State |= REGISTERED_A
	}
	return ResolveA()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Ctx == nil {
		return
	}
	if Ctx.State&REGISTERED_A != 0 {
		wsk.WskDeregister(&Ctx.RegistrationA)
	}
	if Ctx.EnableB {
		if Ctx.State&CAPTURED_B != 0 {
			Ctx.State &^= CAPTURED_B
			wsk.WskReleaseProviderNPI(&Ctx.RegistrationB)
			wdm.DbgPrint("step\n")
		}
		if Ctx.RegisteredB {
			wsk.WskDeregister(&Ctx.RegistrationB)
			Ctx.RegisteredB = false
		}
	}
}
