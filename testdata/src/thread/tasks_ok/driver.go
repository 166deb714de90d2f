// Package tasks_ok counts work items that free themselves, and sleeps until there
// are none.
package tasks_ok

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
	wsk.WskDeregister(&reg)
}

type task struct {
	item *wdm.IO_WORKITEM
	n    int
}

var (
	tdev  *wdm.DEVICE_OBJECT
	tasks int32
)

func perform(obj any, ctx any, item *wdm.IO_WORKITEM) {
	t := ctx.(*task)
	var s *wsk.WSK_SOCKET
	if wdm.NT_SUCCESS(openSocket(wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, &s)) {
		closeSocket(s)
	}
	wdm.IoFreeWorkItem(t.item)
	wdm.ExFreePool(t)
	wdm.InterlockedDecrement(&tasks)
}

func control(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wdm.NTSTATUS(wdm.STATUS_NO_MEMORY)
	t := (*task)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(task{}), 4))
	if t != nil {
		t.item = wdm.IoAllocateWorkItem(dev)
		if t.item == nil {
			wdm.ExFreePool(t)
		} else {
			wdm.InterlockedIncrement(&tasks)
			wdm.IoQueueWorkItemEx(t.item, perform, wdm.DelayedWorkQueue, t)
			status = wdm.STATUS_SUCCESS
		}
	}
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	drv.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	status := wdm.IoCreateDevice(drv, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &tdev)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = startWsk()
	if !wdm.NT_SUCCESS(status) {
		wdm.IoDeleteDevice(tdev)
	}
	return status
}

func unload(drv *wdm.DRIVER_OBJECT) {
	tick := wdm.LARGE_INTEGER{QuadPart: -100000}
	for wdm.ReadAcquire(&tasks) != 0 {
		wdm.KeDelayExecutionThread(wdm.KernelMode, false, &tick)
	}
	wdm.IoDeleteDevice(tdev)
	stopWsk()
}
