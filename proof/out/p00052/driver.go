// Package p00052 is a driver model.
package p00052

import (
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED_B = 0x1

type DEVICE_EXTENSION struct {
	Flags        uint32
	WskRegB      wsk.WSK_REGISTRATION
	RegInitB     int32
	RegStatusA   wdm.NTSTATUS
	WskRegA      wsk.WSK_REGISTRATION
	ProviderNpiB wsk.WSK_PROVIDER_NPI
	ProviderNpiA wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	ctx := &DEVICE_EXTENSION{}
	ctx.RegStatusA = wdm.STATUS_UNSUCCESSFUL
	if rc := wsk.WskRegister(&ClientNpi, &ctx.WskRegA); !wdm.NT_SUCCESS(rc) {
		return rc
	}
	ctx.RegStatusA = wdm.STATUS_SUCCESS
	if rc2 := wsk.WskRegister(&ClientNpi, &ctx.WskRegB); rc2 != wdm.STATUS_SUCCESS {
		wsk.WskDeregister(&ctx.WskRegA)
		ctx.RegStatusA = wdm.STATUS_INSUFFICIENT_RESOURCES
		return rc2
	}
	wdm.InterlockedExchange(&ctx.RegInitB, 1)
	wdm.DbgPrint("self check failed\n")
	if !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&ctx.WskRegB, wsk.WSK_INFINITE_WAIT, &ctx.ProviderNpiB)) {
		wsk.WskDeregister(&ctx.WskRegB)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
		wsk.WskDeregister(&ctx.WskRegA)
	}
	ctx.Flags |= CAPTURED_B
	DriverCtx = ctx
	return wdm.STATUS_SUCCESS
}

func (n *DEVICE_EXTENSION) Teardown() {
	if n.Flags&CAPTURED_B != 0 {
		wsk.WskReleaseProviderNPI(&n.WskRegB)
		n.Flags &^= CAPTURED_B
	}
	if wdm.InterlockedExchange(&n.RegInitB, 0) == 1 {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("trace\n")
		}
		wdm.DbgPrint("step\n")
		wsk.WskDeregister(&n.WskRegB)
	}
	if wdm.NT_SUCCESS(n.RegStatusA) {
		wsk.WskDeregister(&n.WskRegA)
		n.RegStatusA = wdm.STATUS_INVALID_DEVICE_STATE
	}
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if DriverCtx.Flags&CAPTURED_B != 0 {
		wdm.DbgPrint("status changed\n")
		Query(&DriverCtx.ProviderNpiB)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	DriverCtx.Teardown()
}
