// Package filecontext_ok has a socket for each handle, which it keeps in the file
// object.
package filecontext_ok

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

type handleCtx struct{ sock *wsk.WSK_SOCKET }

var dev *wdm.DEVICE_OBJECT

func finish(irp *wdm.IRP, status wdm.NTSTATUS) wdm.NTSTATUS {
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func create(d *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	f := wdm.IoGetCurrentIrpStackLocation(irp).FileObject
	c := (*handleCtx)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(handleCtx{}), 7))
	if c == nil {
		return finish(irp, wdm.STATUS_NO_MEMORY)
	}
	status := openSocket(wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_CONNECTION_SOCKET, nil, nil, &c.sock)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePool(c)
		return finish(irp, status)
	}
	f.FsContext = c
	return finish(irp, wdm.STATUS_SUCCESS)
}

func read(d *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	c := wdm.IoGetCurrentIrpStackLocation(irp).FileObject.FsContext.(*handleCtx)
	var q call
	var b wsk.WSK_BUF
	status := q.init()
	if wdm.NT_SUCCESS(status) {
		status = q.finish(c.sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskReceive(c.sock, &b, 0, q.irp))
		q.free()
	}
	return finish(irp, status)
}

func closeHandle(d *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	f := wdm.IoGetCurrentIrpStackLocation(irp).FileObject
	c := f.FsContext.(*handleCtx)
	closeSocket(c.sock)
	wdm.ExFreePool(c)
	f.FsContext = nil
	return finish(irp, wdm.STATUS_SUCCESS)
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	drv.MajorFunction[wdm.IRP_MJ_CREATE] = create
	drv.MajorFunction[wdm.IRP_MJ_READ] = read
	drv.MajorFunction[wdm.IRP_MJ_CLOSE] = closeHandle
	status := startWsk()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wdm.IoCreateDevice(drv, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &dev)
	if !wdm.NT_SUCCESS(status) {
		stopWsk()
	}
	return status
}

func unload(drv *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(dev)
	stopWsk()
}
