// Package disconnected_hasty frees the IRP by which it closes its socket before
// that is complete.
package disconnected_hasty

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
	wsk.WskDeregister(&reg)
}

type conn struct {
	sock  *wsk.WSK_SOCKET
	irp   *wdm.IRP
	state int32
}

var (
	the   *conn
	ended wdm.KEVENT
	disp  = wsk.WSK_CLIENT_CONNECTION_DISPATCH{WskDisconnectEvent: onGone}
)

func onGone(ctx any, flags uint32) wdm.NTSTATUS {
	beginClose(ctx.(*conn))
	return wdm.STATUS_SUCCESS
}

func beginClose(c *conn) {
	if wdm.InterlockedCompareExchange(&c.state, 2, 1) != 1 {
		return
	}
	wdm.IoSetCompletionRoutine(c.irp, onClosed, c, true, true, true)
	c.sock.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(c.sock, c.irp)
}

func onClosed(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP, ctx any) wdm.NTSTATUS {
	wdm.KeSetEvent(&ended, wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	wdm.KeInitializeEvent(&ended, wdm.NotificationEvent, false)
	status := startWsk()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	the = (*conn)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(conn{}), 9))
	if the == nil {
		stopWsk()
		return wdm.STATUS_NO_MEMORY
	}
	the.irp = wdm.IoAllocateIrp(1, false)
	if the.irp == nil {
		wdm.ExFreePool(the)
		stopWsk()
		return wdm.STATUS_NO_MEMORY
	}
	status = openSocket(wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_CONNECTION_SOCKET, the, &disp, &the.sock)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(the.irp)
		wdm.ExFreePool(the)
		stopWsk()
		return status
	}
	wdm.InterlockedExchange(&the.state, 1)
	return wdm.STATUS_SUCCESS
}

func unload(drv *wdm.DRIVER_OBJECT) {
	beginClose(the)
	wdm.IoFreeIrp(the.irp) // want WSK010
	wdm.ExFreePool(the)
	stopWsk()
}
