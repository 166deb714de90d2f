// Package p00074 is a driver model.
package p00074

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

type NET_CONTEXT struct {
	Npi          wsk.WSK_PROVIDER_NPI
	Registration wsk.WSK_REGISTRATION
	State        uint32
	RegDone      bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var NetA *NET_CONTEXT
var NetB *NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[3] = Read
	d.MajorFunction[0] = Create
	NetA = &NET_CONTEXT{}
	NetB = &NET_CONTEXT{}
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &NetA.Registration)
	if !wdm.NT_SUCCESS(status) {
		goto fail0
	}
	NetA.RegDone = true
	status = wsk.WskRegister(&ClientNpi, &NetB.Registration)
	if !wdm.NT_SUCCESS(status) {
		goto fail1
	}
	NetB.RegDone = true
	return wdm.STATUS_SUCCESS
fail1:
	wsk.WskDeregister(&NetA.Registration)
fail0:
	return status
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if NetA.State&CAPTURED == 0 {
		st = wsk.WskCaptureProviderNPI(&NetA.Registration, wsk.WSK_INFINITE_WAIT, &NetA.Npi)
		if !wdm.NT_SUCCESS(st) {
			return st
		}
		NetA.State |= CAPTURED
	}
	disp := NetA.Npi.Dispatch
	disp.WskGetNameInfo(NetA.Npi.Client, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if NetB.State&CAPTURED == 0 {
		if rc := wsk.WskCaptureProviderNPI(&NetB.Registration, wsk.WSK_INFINITE_WAIT, &NetB.Npi); !wdm.NT_SUCCESS(rc) {
			return rc
		}
		NetB.State |= CAPTURED
	}
	for nondet.Bool() {
		work := func() {
			NetB.Npi.Dispatch.WskGetAddressInfo(NetB.Npi.Client, nil, nil, nil, nil)
		}
		work()
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if NetA.State&CAPTURED != 0 {
		if nondet.Bool() {
			NetA.Npi.Dispatch.WskGetAddressInfo(NetA.Npi.Client, nil, nil, nil, nil)
		}
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if NetB.State&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&NetB.Registration)
		NetB.State &^= CAPTURED
	}
	if NetA.State&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&NetA.Registration)
		NetA.State &^= CAPTURED
	}
	if NetB.RegDone {
		wsk.WskDeregister(&NetB.Registration)
		NetB.RegDone = false
	}
	if NetA.RegDone {
		wsk.WskDeregister(&NetA.Registration)
		NetA.RegDone = false
	}
}
