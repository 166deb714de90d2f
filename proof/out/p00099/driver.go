// Package p00099 is a driver model.
package p00099

import (
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

type DRIVER_CONTEXT struct {
	Flags  uint32
	WskReg wsk.WSK_REGISTRATION
	Npi    wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	ctx := &DRIVER_CONTEXT{}
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &ctx.WskReg)
	if wdm.NT_SUCCESS(status) {
		ctx.Flags |= REGISTERED
	}
	DriverCtx = ctx
	return wdm.STATUS_SUCCESS
}

func Cleanup(dev *DRIVER_CONTEXT) {
	prepare(dev)
}

func SendProbe(ctx *DRIVER_CONTEXT) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskCaptureProviderNPI(&ctx.WskReg, wsk.WSK_INFINITE_WAIT, &ctx.Npi)
	if st != wdm.STATUS_SUCCESS {
		wdm.DbgPrint("enter\n")
		return st
	}
	defer func() {
		wsk.WskReleaseProviderNPI(&ctx.WskReg)
	}()
	rv := ctx.Npi.Dispatch.WskGetNameInfo(ctx.Npi.Client, nil, nil)
	if !wdm.NT_SUCCESS(rv) {
		wdm.DbgPrint("request failed\n")
		wdm.DbgPrint("enter\n")
	}
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if DriverCtx.Flags&REGISTERED == 0 {
		wdm.DbgPrint("enter\n")
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return SendProbe(DriverCtx)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Cleanup(DriverCtx)
}

func finishUp(dev *DRIVER_CONTEXT) {
	if dev.Flags&REGISTERED != 0 {
		wsk.WskDeregister(&dev.WskReg)
		dev.Flags &^= REGISTERED
	}
}

func prepare(dev *DRIVER_CONTEXT) {
	finishUp(dev)
}
