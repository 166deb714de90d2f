// Package p00084 is a driver model.
package p00084

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

type DEVICE_EXTENSION struct {
	Flags      uint32
	ClientReg  wsk.WSK_REGISTRATION
	Registered bool
	Npi        wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (status wdm.NTSTATUS) {
	d.DriverUnload = Unload
	ctx := &DEVICE_EXTENSION{}
	defer func() {
		if !wdm.NT_SUCCESS(status) {
			if ctx.Registered {
				if ctx.Flags&CAPTURED != 0 {
					ctx.Flags &^= CAPTURED
					wsk.WskReleaseProviderNPI(&ctx.ClientReg)
				}
				wsk.WskDeregister(&ctx.ClientReg)
				ctx.Registered = false
			}
		}
	}()
	if nondet.Bool() {
		wsk.WskCaptureProviderNPI(&ctx.ClientReg, wsk.WSK_INFINITE_WAIT, &ctx.Npi)
	}
	status = wsk.WskRegister(&ClientNpi, &ctx.ClientReg)
	if status == wdm.STATUS_SUCCESS {
		ctx.Registered = true
		status = wsk.WskCaptureProviderNPI(&ctx.ClientReg, wsk.WSK_INFINITE_WAIT, &ctx.Npi)
		if wdm.NT_SUCCESS(status) {
			ctx.Flags |= CAPTURED
		}
	}
	status = AllocateBuffers()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	DriverCtx = ctx
	return wdm.STATUS_SUCCESS
}

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func ReleaseAll(dev *DEVICE_EXTENSION) {
	if dev.Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&dev.ClientReg)
		dev.Flags &^= CAPTURED
	}
	if dev.Registered {
		wsk.WskDeregister(&dev.ClientReg)
		wsk.WskDeregister(&dev.ClientReg)
		dev.Registered = false
	}
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ReleaseAll(DriverCtx)
}
