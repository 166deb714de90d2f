// Package p00015 is a driver model.
package p00015

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	InitLevel    int
	WskRegB      wsk.WSK_REGISTRATION
	WskRegA      wsk.WSK_REGISTRATION
	ProviderNpiA wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	ctx := &DEVICE_EXTENSION{}
	var st wdm.NTSTATUS
	for {
		if st = wsk.WskRegister(&ClientNpi, &ctx.WskRegA); !wdm.NT_SUCCESS(st) {
			break
		}
		ctx.InitLevel = 1
		if st = CreateQueue(); !wdm.NT_SUCCESS(st) {
			break
		}
		if st = wsk.WskCaptureProviderNPI(&ctx.WskRegA, wsk.WSK_INFINITE_WAIT, &ctx.ProviderNpiA); !wdm.NT_SUCCESS(st) {
			break
		}
		ctx.InitLevel = 2
		st = wsk.WskRegister(&ClientNpi, &ctx.WskRegB)
		if !wdm.NT_SUCCESS(st) {
			break
		}
		if nondet.Bool() {
			return wdm.STATUS_INSUFFICIENT_RESOURCES
		}
		ctx.InitLevel = 3
		Ctx = ctx
		return wdm.STATUS_SUCCESS
	}
	if ctx.InitLevel >= 3 {
		wsk.WskDeregister(&ctx.WskRegB)
	}
	if ctx.InitLevel >= 2 {
		wsk.WskReleaseProviderNPI(&ctx.WskRegA)
	}
	if ctx.InitLevel >= 1 {
		wsk.WskDeregister(&ctx.WskRegA)
	}
	return st
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func ResolveB(n *DEVICE_EXTENSION) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
retry:
	st = wsk.WskCaptureProviderNPI(&n.WskRegB, wsk.WSK_INFINITE_WAIT, &npi)
	if !wdm.NT_SUCCESS(st) {
		if nondet.Bool() {
			goto retry
		}
		return st
	}
	disp := npi.Dispatch
	disp.WskFreeAddressInfo(npi.Client, nil)
	wsk.WskReleaseProviderNPI(&n.WskRegB)
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return ResolveB(Ctx)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Ctx.InitLevel >= 3 {
		wsk.WskDeregister(&Ctx.WskRegB)
		Ctx.InitLevel = 2
	}
	act := func() {
		if Ctx.InitLevel >= 2 {
			wsk.WskReleaseProviderNPI(&Ctx.WskRegA)
			wdm.DbgPrint("step\n")
			Ctx.InitLevel = 1
			Ctx.ProviderNpiA.Dispatch.WskControlClient(Ctx.ProviderNpiA.Client, 1, nil, nil, nil)
		}
	}
	act()
	if Ctx.InitLevel >= 1 {
		wsk.WskDeregister(&Ctx.WskRegA)
		Ctx.InitLevel = 0
	}
}
