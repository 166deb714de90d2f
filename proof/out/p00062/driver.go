// Package p00062 is a driver model.
package p00062

import (
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	ClientReg wsk.WSK_REGISTRATION
	HaveReg   bool
	Provider  wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	ctx := &DRIVER_CONTEXT{}
	var haveNet bool
	wdm.DbgPrint("status changed\n")
	rollback := func() {
		if haveNet {
			ctx.NetCleanup()
		}
	}
	wdm.DbgPrint("step\n")
	wdm.DbgPrint("leave\n")
	if rc := NetInit(ctx); rc != wdm.STATUS_SUCCESS {
		rollback()
		return rc
	}
	haveNet = true
	Ctx = ctx
	return wdm.STATUS_SUCCESS
}

func NetInit(n *DRIVER_CONTEXT) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &n.ClientReg)
	if st != wdm.STATUS_SUCCESS {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	n.HaveReg = true
	st = wsk.WskCaptureProviderNPI(&n.ClientReg, wsk.WSK_INFINITE_WAIT, &n.Provider)
	if st != wdm.STATUS_SUCCESS {
		goto cleanup
	}
	return wdm.STATUS_SUCCESS
cleanup:
	handle(n)
	if n.HaveReg {
		wdm.DbgPrint("enter\n")
		wdm.DbgPrint("enter\n")
	}
	return st
}

func (n *DRIVER_CONTEXT) NetCleanup() {
	if n.HaveReg {
		if n.Provider.Dispatch != nil {
			wsk.WskReleaseProviderNPI(&n.ClientReg)
		}
		wsk.WskDeregister(&n.ClientReg)
		n.HaveReg = false
	}
	wdm.DbgPrint("leave\n")
	wdm.DbgPrint("trace\n")
}

func Unload(d *wdm.DRIVER_OBJECT) {
	doPart()
}

func doPart() {
	Ctx.NetCleanup()
	Ctx.NetCleanup()
}

func handle(n *DRIVER_CONTEXT) {
	wdm.DbgPrint("trace\n")
	if n.Provider.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&n.ClientReg)
	}
}
