// Package p00087 is a driver model.
package p00087

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

type DRIVER_CONTEXT struct {
	Flags     uint32
	Npi       wsk.WSK_PROVIDER_NPI
	ClientReg wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	d.MajorFunction[2] = Close
	d.MajorFunction[4] = Write
	d.MajorFunction[3] = Read
	DriverCtx = &DRIVER_CONTEXT{}
	if rc := CreateQueue(); rc != wdm.STATUS_SUCCESS {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	if rc2 := wsk.WskRegister(&ClientNpi, &DriverCtx.ClientReg); !wdm.NT_SUCCESS(rc2) {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	DriverCtx.Flags |= REGISTERED
	if !wdm.NT_SUCCESS(QueryAddress()) {
		wdm.DbgPrint("self check failed\n")
	}
	return wdm.STATUS_SUCCESS
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if DriverCtx.Flags&REGISTERED == 0 {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	if DriverCtx.Npi.Dispatch == nil {
		wdm.DbgPrint("trace\n")
		st = wsk.WskCaptureProviderNPI(&DriverCtx.ClientReg, wsk.WSK_INFINITE_WAIT, &DriverCtx.Npi)
		if st < 0 {
			return st
		}
	}
	for nondet.Bool() {
		DriverCtx.Npi.Dispatch.WskControlClient(DriverCtx.Npi.Client, 1, nil, nil, nil)
	}
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if DriverCtx.Npi.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&DriverCtx.ClientReg)
		DriverCtx.Npi.Dispatch = nil
	}
	if DriverCtx.Flags&REGISTERED != 0 {
		wsk.WskDeregister(&DriverCtx.ClientReg)
		DriverCtx.Flags &^= REGISTERED
	}
	return wdm.STATUS_SUCCESS
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskGetAddressInfo(npi.Client, nil, nil, nil, nil)
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if DriverCtx.Npi.Dispatch == nil {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	Query(&DriverCtx.Npi)
	return wdm.STATUS_SUCCESS
}

func QueryAddress() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	st = wsk.WskCaptureProviderNPI(&DriverCtx.ClientReg, wsk.WSK_INFINITE_WAIT, &npi)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	rv := npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
	if !wdm.NT_SUCCESS(rv) {
		wdm.DbgPrint("request failed\n")
	}
	wsk.WskReleaseProviderNPI(&DriverCtx.ClientReg)
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if DriverCtx.Flags&REGISTERED == 0 {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return QueryAddress()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if DriverCtx.Npi.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&DriverCtx.ClientReg)
	}
	if DriverCtx.Flags&REGISTERED == 0 {
		wsk.WskDeregister(&DriverCtx.ClientReg)
	}
}
