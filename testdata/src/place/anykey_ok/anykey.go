// Package anykey_ok starts the one of nine protocols that it is asked for, and stops it in Unload: more
// than a cell is known to hold one of.
package anykey_ok

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

type protocol interface {
	start() wdm.NTSTATUS
	stop()
}

type base struct{ s *wsk.WSK_SOCKET }

func (b *base) start() wdm.NTSTATUS {
	return sockOpen(wsk.WSK_FLAG_BASIC_SOCKET, nil, nil, &b.s)
}

func (b *base) stop() {
	if b.s != nil {
		sockClose(b.s)
		b.s = nil
	}
}

type tcp struct{ base }
type udp struct{ base }
type icmp struct{ base }
type raw struct{ base }
type sctp struct{ base }
type dccp struct{ base }
type igmp struct{ base }
type gre struct{ base }
type quic struct{ base }

func (q *quic) stop() {
	sockClose(q.s)
	q.s = nil
}

var all = map[uint32]protocol{1: &tcp{}, 2: &udp{}, 3: &icmp{}, 4: &raw{}, 5: &sctp{}, 6: &dccp{}, 7: &igmp{}, 8: &gre{}, 9: &quic{}}

var current protocol

func control(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if current != nil {
		return finishIrp(irp, wdm.STATUS_DEVICE_BUSY)
	}
	p := all[wdm.Unknown[uint32]()%9+1]
	st := p.start()
	if wdm.NT_SUCCESS(st) {
		current = p
	}
	return finishIrp(irp, st)
}

func unload(drv *wdm.DRIVER_OBJECT) {
	if current != nil {
		current.stop()
	}
	netStop()
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	drv.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return netStart()
}
