// Package p00042 is a driver model.
package p00042

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	Enable    bool
	RegInit   int32
	ClientReg wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	d.MajorFunction[2] = Close
	ctx := &DEVICE_EXTENSION{}
	var st wdm.NTSTATUS
	cleanup := func() {
		if ctx.Enable {
			if wdm.InterlockedExchange(&ctx.RegInit, 0) == 1 {
				wsk.WskDeregister(&ctx.ClientReg)
			}
		}
	}
	ctx.Enable = nondet.Bool()
	st = wdm.STATUS_SUCCESS
	if ctx.Enable {
		st = wsk.WskRegister(&ClientNpi, &ctx.ClientReg)
		if st == wdm.STATUS_SUCCESS {
			wdm.DbgPrint("network ready\n")
			wdm.InterlockedExchange(&ctx.RegInit, 1)
		}
	}
	if !wdm.NT_SUCCESS(st) {
		cleanup()
		return st
	}
	st = AllocateBuffers()
	if st != wdm.STATUS_SUCCESS {
		cleanup()
		return st
	}
	DriverCtx = ctx
	return wdm.STATUS_SUCCESS
}

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func ReleaseAll(dev *DEVICE_EXTENSION) {
	if dev.Enable {
		settle(dev)
	}
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ReleaseAll(DriverCtx)
	return wdm.STATUS_SUCCESS
}

func Resolve(dev *DEVICE_EXTENSION) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	wdm.DbgPrint("step\n")
	st = wsk.WskCaptureProviderNPI(&dev.ClientReg, wsk.WSK_INFINITE_WAIT, &npi)
	if st == wdm.STATUS_SUCCESS {
		wsk.WskReleaseProviderNPI(&dev.ClientReg)
	}
	return st
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if DriverCtx.RegInit == 0 {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return Resolve(DriverCtx)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if DriverCtx == nil {
		return
	}
	if DriverCtx.Enable {
		wdm.DbgPrint("step\n")
		if wdm.InterlockedExchange(&DriverCtx.RegInit, 0) == 1 {
			wsk.WskDeregister(&DriverCtx.ClientReg)
		}
	}
}

func settle(dev *DEVICE_EXTENSION) {
	if wdm.InterlockedExchange(&dev.RegInit, 0) == 1 {
		wsk.WskDeregister(&dev.ClientReg)
	}
}
