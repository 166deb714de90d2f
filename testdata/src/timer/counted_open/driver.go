// Package counted_open waits in its halt until the count of its work items is zero, but
// forgets the socket that one of them has made.
package counted_open

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	appDispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	reg         wsk.WSK_REGISTRATION
	npi         wsk.WSK_PROVIDER_NPI
)

type call struct {
	irp  *wdm.IRP
	done wdm.KEVENT
}

func (c *call) init() wdm.NTSTATUS {
	c.irp = wdm.IoAllocateIrp(1, false)
	if c.irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&c.done, wdm.SynchronizationEvent, false)
	wdm.IoSetCompletionRoutine(c.irp, callDone, &c.done, true, true, true)
	return wdm.STATUS_SUCCESS
}

func (c *call) free() { wdm.IoFreeIrp(c.irp) }

func (c *call) finish(status wdm.NTSTATUS) wdm.NTSTATUS {
	if status == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&c.done, wdm.Executive, wdm.KernelMode, false, nil)
		status = c.irp.IoStatus.Status
	}
	return status
}

func callDone(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP, ctx any) wdm.NTSTATUS {
	if irp.PendingReturned {
		wdm.KeSetEvent(ctx.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	}
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func openSocket(typ uint16, proto, flags uint32, ctx any, disp any, out **wsk.WSK_SOCKET) wdm.NTSTATUS {
	var c call
	status := c.init()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = c.finish(npi.Dispatch.WskSocket(npi.Client, wsk.AF_INET, typ, proto, flags, ctx, disp, nil, nil, nil, c.irp))
	if wdm.NT_SUCCESS(status) {
		*out = (*wsk.WSK_SOCKET)(unsafe.Pointer(c.irp.IoStatus.Information))
	}
	c.free()
	return status
}

func startWsk() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &appDispatch}
	status := wsk.WskRegister(&client, &reg)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&reg, 1000, &npi)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&reg)
	}
	return status
}

func stopWsk() {
	wsk.WskReleaseProviderNPI(&reg)
	wsk.WskDeregister(&reg) // want WSK004
}

var (
	mh    wdm.NDIS_HANDLE
	tm    wdm.NDIS_HANDLE
	wi    wdm.NDIS_HANDLE
	busy  int32
	idle  wdm.KEVENT
	keep  *wsk.WSK_SOCKET
	alive bool
)

func put() {
	if wdm.InterlockedDecrement(&busy) == 0 {
		wdm.KeSetEvent(&idle, wdm.IO_NO_INCREMENT, false)
	}
}

func doWork(ctx any, h wdm.NDIS_HANDLE) {
	if keep == nil {
		openSocket(wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, &keep)
	}
	put()
}

func onTimer(s1, ctx, s2, s3 any) {
	wdm.InterlockedIncrement(&busy)
	wdm.NdisQueueIoWorkItem(wi, doWork, nil)
}

func initialize(h wdm.NDIS_HANDLE, d wdm.NDIS_HANDLE, p *wdm.NDIS_MINIPORT_INIT_PARAMETERS) wdm.NDIS_STATUS {
	if alive {
		return wdm.NDIS_STATUS_FAILURE
	}
	if !wdm.NT_SUCCESS(startWsk()) {
		return wdm.NDIS_STATUS_FAILURE
	}
	wdm.KeInitializeEvent(&idle, wdm.NotificationEvent, false)
	busy = 1
	wi = wdm.NdisAllocateIoWorkItem(h)
	if wi == nil {
		stopWsk()
		return wdm.NDIS_STATUS_FAILURE
	}
	ch := wdm.NDIS_TIMER_CHARACTERISTICS{TimerFunction: onTimer}
	if wdm.NdisAllocateTimerObject(h, &ch, &tm) != wdm.NDIS_STATUS_SUCCESS {
		wdm.NdisFreeIoWorkItem(wi)
		stopWsk()
		return wdm.NDIS_STATUS_FAILURE
	}
	wdm.NdisSetTimerObject(tm, wdm.LARGE_INTEGER{QuadPart: -10000}, 500, nil)
	alive = true
	return wdm.NDIS_STATUS_SUCCESS
}

func halt(ctx wdm.NDIS_HANDLE, a wdm.NDIS_HALT_ACTION) {
	wdm.NdisCancelTimerObject(tm)
	put()
	wdm.KeWaitForSingleObject(&idle, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.NdisFreeTimerObject(tm)
	wdm.NdisFreeIoWorkItem(wi)
	keep = nil
	stopWsk()
	alive = false
}

func munload(drv *wdm.DRIVER_OBJECT) { wdm.NdisMDeregisterMiniportDriver(mh) }

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	ch := wdm.NDIS_MINIPORT_DRIVER_CHARACTERISTICS{InitializeHandlerEx: initialize, HaltHandlerEx: halt, UnloadHandler: munload}
	return wdm.NdisMRegisterMiniportDriver(drv, path, nil, &ch, &mh)
}
