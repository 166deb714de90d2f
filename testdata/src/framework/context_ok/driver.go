// Package context_ok keeps its registration and its socket in the context of its
// device.
package context_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
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
	appDispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	npi         wsk.WSK_PROVIDER_NPI
)

type devCtx struct {
	reg  wsk.WSK_REGISTRATION
	on   bool
	lock wdm.WDFWAITLOCK
	sock *wsk.WSK_SOCKET
}

func ctxOf(o wdm.WDFOBJECT) *devCtx { return wdm.WdfObjectGetTypedContext[devCtx](o) }

func prepare(dev wdm.WDFDEVICE, raw, tr wdm.WDFCMRESLIST) wdm.NTSTATUS {
	c := ctxOf(dev)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &appDispatch}
	status := wsk.WskRegister(&client, &c.reg)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&c.reg, 100, &npi)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&c.reg)
		return status
	}
	c.on = true
	return wdm.STATUS_SUCCESS
}

func release(dev wdm.WDFDEVICE, tr wdm.WDFCMRESLIST) wdm.NTSTATUS {
	c := ctxOf(dev)
	if c.sock != nil {
		closeSocket(c.sock)
		c.sock = nil
	}
	if c.on {
		wsk.WskReleaseProviderNPI(&c.reg)
		wsk.WskDeregister(&c.reg)
		c.on = false
	}
	return wdm.STATUS_SUCCESS
}

func ioctl(q wdm.WDFQUEUE, req wdm.WDFREQUEST, out, in uintptr, code uint32) {
	c := ctxOf(wdm.WdfIoQueueGetDevice(q))
	var status wdm.NTSTATUS
	wdm.WdfWaitLockAcquire(c.lock, nil)
	if c.sock == nil {
		status = openSocket(wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, &c.sock)
	}
	wdm.WdfWaitLockRelease(c.lock)
	wdm.WdfRequestComplete(req, status)
}

func deviceAdd(drv wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var pnp wdm.WDF_PNPPOWER_EVENT_CALLBACKS
	var attr wdm.WDF_OBJECT_ATTRIBUTES
	var dev wdm.WDFDEVICE
	var qc wdm.WDF_IO_QUEUE_CONFIG
	pnp.EvtDevicePrepareHardware = prepare
	pnp.EvtDeviceReleaseHardware = release
	wdm.WdfDeviceInitSetPnpPowerEventCallbacks(init, &pnp)
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&attr)
	status := wdm.WdfDeviceCreate(&init, &attr, &dev)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wdm.WdfWaitLockCreate(nil, &ctxOf(dev).lock)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&qc, wdm.WdfIoQueueDispatchParallel)
	qc.EvtIoDeviceControl = ioctl
	return wdm.WdfIoQueueCreate(dev, &qc, nil, nil)
}

func evtUnload(drv wdm.WDFDRIVER) {}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	cfg := wdm.WDF_DRIVER_CONFIG{EvtDriverDeviceAdd: deviceAdd, EvtDriverUnload: evtUnload}
	return wdm.WdfDriverCreate(drv, path, nil, &cfg, nil)
}
