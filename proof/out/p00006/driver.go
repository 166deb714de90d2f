// Package p00006 is a driver model.
package p00006

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	Registration wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	Ctx = &DRIVER_CONTEXT{}
	var st wdm.NTSTATUS
	var haveNet bool
	for {
		st = Start(Ctx)
		if !wdm.NT_SUCCESS(st) {
			break
		}
		haveNet = true
		return wdm.STATUS_SUCCESS
	}
	if haveNet {
		Stop()
	}
	return st
}

func Start(ctx *DRIVER_CONTEXT) (st wdm.NTSTATUS) {
	var haveReg bool
	defer func() {
		if st != wdm.STATUS_SUCCESS {
			if haveReg {
				wsk.WskDeregister(&ctx.Registration)
			}
		}
	}()
	st = wsk.WskRegister(&ClientNpi, &ctx.Registration)
	if !wdm.NT_SUCCESS(st) {
		haveReg = true
		return st
	}
	st = ctx.SendProbe()
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	return wdm.STATUS_SUCCESS
}

func (n *DRIVER_CONTEXT) SendProbe() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	for nondet.Bool() {
		st = wsk.WskCaptureProviderNPI(&n.Registration, wsk.WSK_INFINITE_WAIT, &npi)
		if !wdm.NT_SUCCESS(st) {
			break
		}
		npi.Dispatch.WskFreeAddressInfo(npi.Client, nil)
		wsk.WskReleaseProviderNPI(&n.Registration)
	}
	return st
}

func Stop() {
	wsk.WskDeregister(&Ctx.Registration)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Stop()
}
