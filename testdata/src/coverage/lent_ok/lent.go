// Package lent_ok keeps one connection beside the listening socket, and closes it.
package lent_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	gDispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	gReg      wsk.WSK_REGISTRATION
	gNpi      wsk.WSK_PROVIDER_NPI
)

func netRegister() wdm.NTSTATUS {
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &gDispatch}, &gReg)
}

func netCapture() wdm.NTSTATUS { return wsk.WskCaptureProviderNPI(&gReg, 1000, &gNpi) }

func netStart() wdm.NTSTATUS {
	st := netRegister()
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	st = netCapture()
	if !wdm.NT_SUCCESS(st) {
		wsk.WskDeregister(&gReg)
	}
	return st
}

func netStop() {
	wsk.WskReleaseProviderNPI(&gReg)
	wsk.WskDeregister(&gReg)
}

type op struct {
	irp  *wdm.IRP
	done wdm.KEVENT
}

func (o *op) init() wdm.NTSTATUS {
	o.irp = wdm.IoAllocateIrp(1, false)
	if o.irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&o.done, wdm.SynchronizationEvent, false)
	wdm.IoSetCompletionRoutine(o.irp, opDone, &o.done, true, true, true)
	return wdm.STATUS_SUCCESS
}

func (o *op) finish(st wdm.NTSTATUS) wdm.NTSTATUS {
	if st == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&o.done, wdm.Executive, wdm.KernelMode, false, nil)
		st = o.irp.IoStatus.Status
	}
	return st
}

func (o *op) free() { wdm.IoFreeIrp(o.irp) }

func opDone(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP, ctx any) wdm.NTSTATUS {
	if irp.PendingReturned {
		wdm.KeSetEvent(ctx.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	}
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func sockOpen(flags uint32, ctx, table any, out **wsk.WSK_SOCKET) wdm.NTSTATUS {
	var o op
	st := o.init()
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	st = o.finish(gNpi.Dispatch.WskSocket(gNpi.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, flags, ctx, table, nil, nil, nil, o.irp))
	if wdm.NT_SUCCESS(st) {
		*out = (*wsk.WSK_SOCKET)(wdm.PointerOf(o.irp.IoStatus.Information))
	}
	o.free()
	return st
}

func sockClose(s *wsk.WSK_SOCKET) {
	var irp wdm.IRP
	var done wdm.KEVENT
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	wdm.IoSetCompletionRoutine(&irp, opDone, &done, true, true, true)
	if s.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(s, &irp) == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	}
}

func finishIrp(irp *wdm.IRP, st wdm.NTSTATUS) wdm.NTSTATUS {
	irp.IoStatus.Status = st
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return st
}

const most = 1

var (
	listener *wsk.WSK_SOCKET
	clients  [most]*wsk.WSK_SOCKET
	used     int
	npiid    = wsk.NPI_WSK_INTERFACE_ID
	table    = wsk.WSK_CLIENT_LISTEN_DISPATCH{WskAcceptEvent: accepted}
)

func accepted(ctx any, flags uint32, local, remote *wsk.SOCKADDR, s *wsk.WSK_SOCKET, sctx *any, sdisp **wsk.WSK_CLIENT_CONNECTION_DISPATCH) wdm.NTSTATUS {
	if s == nil {
		return wdm.STATUS_REQUEST_NOT_ACCEPTED
	}
	if used >= most {
		return wdm.STATUS_REQUEST_NOT_ACCEPTED
	}
	clients[used] = s
	used++
	*sctx = nil
	*sdisp = nil
	return wdm.STATUS_SUCCESS
}

func unload(drv *wdm.DRIVER_OBJECT) {
	sockClose(listener)
	for i := 0; i < used; i++ {
		sockClose(clients[i])
	}
	netStop()
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	st := netStart()
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	st = sockOpen(wsk.WSK_FLAG_LISTEN_SOCKET, nil, &table, &listener)
	if !wdm.NT_SUCCESS(st) {
		netStop()
		return st
	}
	ctl := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &npiid, EventMask: wsk.WSK_EVENT_ACCEPT}
	st = listener.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskControlSocket(listener, wsk.WskSetOption, wsk.SO_WSK_EVENT_CALLBACK, wsk.SOL_SOCKET, 16, &ctl, 0, nil, nil, nil)
	if !wdm.NT_SUCCESS(st) {
		sockClose(listener)
		netStop()
	}
	return st
}
