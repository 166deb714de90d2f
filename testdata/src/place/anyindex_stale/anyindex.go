// Package anyindex_stale closes one of the sockets of an array early, whichever it is asked for, and keeps
// the pointer.
package anyindex_stale

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
	if s.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(s, &irp) == wdm.STATUS_PENDING { // want WSK012
		wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	}
}

func finishIrp(irp *wdm.IRP, st wdm.NTSTATUS) wdm.NTSTATUS {
	irp.IoStatus.Status = st
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return st
}

const n = 4

type lane struct {
	s    *wsk.WSK_SOCKET
	name uint32
}

var lanes [n]lane

// control closes one of the lanes early.
func control(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	i := wdm.Unknown[int]() & 3
	if lanes[i].s != nil {
		sockClose(lanes[i].s)
	}
	return finishIrp(irp, wdm.STATUS_SUCCESS)
}

func unload(drv *wdm.DRIVER_OBJECT) {
	for i := range lanes {
		if lanes[i].s != nil {
			sockClose(lanes[i].s)
		}
	}
	netStop()
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	drv.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	st := netStart()
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	sockOpen(wsk.WSK_FLAG_BASIC_SOCKET, nil, nil, &lanes[0].s)
	sockOpen(wsk.WSK_FLAG_BASIC_SOCKET, nil, nil, &lanes[2].s)
	return st
}
