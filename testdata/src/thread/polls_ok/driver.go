// Package polls_ok does everything in a thread that sleeps in between and looks
// whether it has to end.
package polls_ok

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

func closeSocket(s *wsk.WSK_SOCKET) {
	var irp wdm.IRP
	var done wdm.KEVENT
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	wdm.IoSetCompletionRoutine(&irp, callDone, &done, true, true, true)
	if s.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(s, &irp) == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	}
}

var (
	done bool
	thr  any
)

func agent(ctx any) {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &appDispatch}
	delay := wdm.LARGE_INTEGER{QuadPart: -50000000}
	if !wdm.NT_SUCCESS(wsk.WskRegister(&client, &reg)) {
		return
	}
	for !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&reg, wsk.WSK_NO_WAIT, &npi)) {
		if done {
			wsk.WskDeregister(&reg)
			return
		}
		wdm.KeDelayExecutionThread(wdm.KernelMode, false, &delay)
	}
	for !done {
		var s *wsk.WSK_SOCKET
		if wdm.NT_SUCCESS(openSocket(wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_CONNECTION_SOCKET, nil, nil, &s)) {
			closeSocket(s)
		}
		wdm.KeDelayExecutionThread(wdm.KernelMode, false, &delay)
	}
	wsk.WskReleaseProviderNPI(&reg)
	wsk.WskDeregister(&reg)
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var h wdm.HANDLE
	drv.DriverUnload = unload
	status := wdm.PsCreateSystemThread(&h, wdm.THREAD_ALL_ACCESS, nil, nil, nil, agent, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.ObReferenceObjectByHandle(h, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thr, nil)
	wdm.ZwClose(h)
	return wdm.STATUS_SUCCESS
}

func unload(drv *wdm.DRIVER_OBJECT) {
	done = true
	wdm.KeWaitForSingleObject(thr, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thr)
}
