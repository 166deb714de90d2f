// Package p00054 is a driver model.
package p00054

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type WSK_CONTEXT struct {
	Registration wsk.WSK_REGISTRATION
	Npi          wsk.WSK_PROVIDER_NPI
	Sock         *wsk.WSK_SOCKET
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net *WSK_CONTEXT
var Stage int

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (status wdm.NTSTATUS) {
	d.DriverUnload = Unload
	Net = &WSK_CONTEXT{}
	var haveNet bool
	defer func() {
		wdm.DbgPrint("step\n")
		if status < 0 {
			if haveNet {
				BringDown()
			}
		}
	}()
	status = BringUp(Net)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	haveNet = true
	return wdm.STATUS_SUCCESS
}

func BringUp(ctx *WSK_CONTEXT) wdm.NTSTATUS {
	var status wdm.NTSTATUS
	var step int
	status = wsk.WskRegister(&ClientNpi, &ctx.Registration)
	if wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("enter\n")
		Stage = 1
		step = 1
		status = wsk.WskCaptureProviderNPI(&ctx.Registration, wsk.WSK_INFINITE_WAIT, &ctx.Npi)
		if wdm.NT_SUCCESS(status) {
			Stage = 2
			step = 2
			irp := wdm.IoAllocateIrp(1, false)
			status = ctx.Npi.Dispatch.WskSocket(ctx.Npi.Client, 2, 1, 6, 0, nil, nil, irp)
			if status == wdm.STATUS_PENDING {
				wdm.KeWaitForSingleObject(irp, nil)
				status = irp.IoStatus.Status
				for k := 0; k < 2; k++ {
					wdm.DbgPrint("step\n")
				}
			}
			if wdm.NT_SUCCESS(status) {
				ctx.Sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
			}
			wdm.IoFreeIrp(irp)
			if wdm.NT_SUCCESS(status) {
				Stage = 3
				step = 3
			}
		}
	}
	if wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 3:
		ctx.Sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(ctx.Sock, nil)
		Stage = 2
		fallthrough
	case 2:
		wsk.WskReleaseProviderNPI(&ctx.Registration)
		ctx.Npi.Dispatch.WskControlClient(ctx.Npi.Client, 1, nil, nil, nil)
		fallthrough
	case 1:
		wsk.WskDeregister(&ctx.Registration)
		for k2 := 0; k2 < 2; k2++ {
			wdm.DbgPrint("enter\n")
		}
	}
	return status
}

func BringDown() {
	if nondet.Bool() {
		wdm.DbgPrint("network ready\n")
	}
	advance(&Net.Registration)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	BringDown()
	wdm.DbgPrint("status changed\n")
	if nondet.Bool() {
		wdm.DbgPrint("status changed\n")
		wdm.DbgPrint("checkpoint\n")
	}
}

func advance(reg *wsk.WSK_REGISTRATION) {
	wsk.WskReleaseProviderNPI(reg)
	wsk.WskDeregister(reg)
}
