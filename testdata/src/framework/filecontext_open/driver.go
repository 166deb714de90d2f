// Package filecontext_open leaves the socket in the context of each file open.
package filecontext_open

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
	wsk.WskDeregister(&reg) // want WSK004
}

type fileCtx struct{ sock *wsk.WSK_SOCKET }

func fctx(f wdm.WDFFILEOBJECT) *fileCtx { return wdm.WdfObjectGetTypedContext[fileCtx](f) }

func fileCreate(dev wdm.WDFDEVICE, req wdm.WDFREQUEST, f wdm.WDFFILEOBJECT) {
	c := fctx(f)
	status := openSocket(wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_CONNECTION_SOCKET, nil, nil, &c.sock)
	wdm.WdfRequestComplete(req, status)
}

func fileClose(f wdm.WDFFILEOBJECT) {
	c := fctx(f)
	c.sock = nil
}

func deviceAdd(drv wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var dev wdm.WDFDEVICE
	var fc wdm.WDF_FILEOBJECT_CONFIG
	var at wdm.WDF_OBJECT_ATTRIBUTES
	wdm.WDF_FILEOBJECT_CONFIG_INIT(&fc, fileCreate, fileClose, nil)
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&at)
	wdm.WdfDeviceInitSetFileObjectConfig(init, &fc, &at)
	return wdm.WdfDeviceCreate(&init, nil, &dev)
}

func cleanup(o wdm.WDFOBJECT) { stopWsk() }

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var cfg wdm.WDF_DRIVER_CONFIG
	var at wdm.WDF_OBJECT_ATTRIBUTES
	status := startWsk()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.WDF_DRIVER_CONFIG_INIT(&cfg, deviceAdd)
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&at)
	at.EvtCleanupCallback = cleanup
	status = wdm.WdfDriverCreate(drv, path, &at, &cfg, nil)
	if !wdm.NT_SUCCESS(status) {
		stopWsk()
	}
	return status
}
