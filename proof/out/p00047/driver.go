// Package p00047 is a driver model.
package p00047

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	ClientRegA wsk.WSK_REGISTRATION
	RegInitA   int32
	NpiA       wsk.WSK_PROVIDER_NPI
	ClientRegB wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[4] = Write
	d.MajorFunction[3] = Read
	Ctx = &DEVICE_EXTENSION{}
	ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &Ctx.ClientRegB))
	if !ok {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func (n *DEVICE_EXTENSION) QueryAddressA() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	for i := 0; i < 2; i++ {
		st = wsk.WskCaptureProviderNPI(&n.ClientRegA, wsk.WSK_INFINITE_WAIT, &n.NpiA)
		if st == wdm.STATUS_SUCCESS {
			continue
		}
	}
	if st < 0 {
		return st
	}
	for nondet.Bool() {
		n.NpiA.Dispatch.WskGetAddressInfo(n.NpiA.Client, nil, nil, nil, nil)
		wdm.DbgPrint("step\n")
	}
	wsk.WskReleaseProviderNPI(&n.ClientRegA)
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if wdm.InterlockedCompareExchange(&Ctx.RegInitA, 1, 0) == 0 {
		st = wsk.WskRegister(&ClientNpi, &Ctx.ClientRegA)
		if !wdm.NT_SUCCESS(st) {
			wdm.InterlockedExchange(&Ctx.RegInitA, 0)
			return st
		}
	}
	return Ctx.QueryAddressA()
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	for nondet.Bool() {
		wsk.WskDeregister(&Ctx.ClientRegB)
		st = wsk.WskCaptureProviderNPI(&Ctx.ClientRegB, wsk.WSK_INFINITE_WAIT, &npi)
		if !wdm.NT_SUCCESS(st) {
			continue
		}
		npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
		wsk.WskReleaseProviderNPI(&Ctx.ClientRegB)
	}
	if nondet.Bool() {
		wdm.DbgPrint("status changed\n")
	}
	Ctx.NpiA.Dispatch.WskControlClient(Ctx.NpiA.Client, 1, nil, nil, nil)
	return st
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Ctx.RegInitA == 0 {
		return wdm.STATUS_UNSUCCESSFUL
	}
	var st wdm.NTSTATUS
	st = wsk.WskCaptureProviderNPI(&Ctx.ClientRegA, wsk.WSK_INFINITE_WAIT, &Ctx.NpiA)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	disp := Ctx.NpiA.Dispatch
	disp.WskControlClient(Ctx.NpiA.Client, 1, nil, nil, nil)
	wsk.WskReleaseProviderNPI(&Ctx.ClientRegA)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	advance()
	wsk.WskDeregister(&Ctx.ClientRegB)
}

func advance() {
	if Ctx.RegInitA != 0 {
		settle()
	}
}

func settle() {
	wsk.WskDeregister(&Ctx.ClientRegA)
	if nondet.Bool() {
		wdm.DbgPrint("checkpoint\n")
	}
}
