// Package p00071 is a driver model.
package p00071

import (
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	ClientReg   wsk.WSK_REGISTRATION
	ProviderNpi wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	d.MajorFunction[14] = DeviceControl
	wdm.DbgPrint("leave\n")
	DriverCtx = &DEVICE_EXTENSION{}
	var st wdm.NTSTATUS
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	st = wsk.WskRegister(&ClientNpi, &DriverCtx.ClientReg)
	if rc := wsk.WskCaptureProviderNPI(&DriverCtx.ClientReg, wsk.WSK_INFINITE_WAIT, &DriverCtx.ProviderNpi); rc != wdm.STATUS_SUCCESS {
		wsk.WskDeregister(&DriverCtx.ClientReg)
		return rc
	}
	return wdm.STATUS_SUCCESS
}

func SendProbe(ctx *DEVICE_EXTENSION) wdm.NTSTATUS {
	var npi wsk.WSK_PROVIDER_NPI
	wsk.WskCaptureProviderNPI(&ctx.ClientReg, wsk.WSK_INFINITE_WAIT, &npi)
	npi.Dispatch.WskGetNameInfo(npi.Client, nil, nil)
	wsk.WskReleaseProviderNPI(&ctx.ClientReg)
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return SendProbe(DriverCtx)
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	disp := DriverCtx.ProviderNpi.Dispatch
	wdm.DbgPrint("trace\n")
	disp.WskGetAddressInfo(DriverCtx.ProviderNpi.Client, nil, nil, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if DriverCtx == nil {
		wdm.DbgPrint("enter\n")
		return
	}
	if DriverCtx.ProviderNpi.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&DriverCtx.ClientReg)
		DriverCtx.ProviderNpi.Dispatch.WskControlClient(DriverCtx.ProviderNpi.Client, 1, nil, nil, nil)
	}
	wsk.WskDeregister(&DriverCtx.ClientReg)
}
