// Package twodevices_ok counts the handles of one of its devices, and has another
// that comes and goes.
package twodevices_ok

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

type fdoExt struct {
	isCtl bool
	lower *wdm.DEVICE_OBJECT
}

var (
	ctl   *wdm.DEVICE_OBJECT
	opens int32
	sock  *wsk.WSK_SOCKET
	up    bool
)

func addDevice(drv *wdm.DRIVER_OBJECT, pdo *wdm.DEVICE_OBJECT) wdm.NTSTATUS {
	var fdo *wdm.DEVICE_OBJECT
	status := wdm.IoCreateDevice(drv, 64, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &fdo)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	fdo.DeviceExtension = &fdoExt{lower: wdm.IoAttachDeviceToDeviceStack(fdo, pdo)}
	return wdm.STATUS_SUCCESS
}

func create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wdm.NTSTATUS(wdm.STATUS_SUCCESS)
	if dev.DeviceExtension.(*fdoExt).isCtl {
		if wdm.InterlockedIncrement(&opens) == 1 && up {
			status = openSocket(wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, &sock)
			if !wdm.NT_SUCCESS(status) {
				wdm.InterlockedDecrement(&opens)
			}
		}
	}
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func closeReq(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if dev.DeviceExtension.(*fdoExt).isCtl {
		if wdm.InterlockedDecrement(&opens) == 0 && sock != nil {
			closeSocket(sock)
			sock = nil
		}
	}
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func power(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wdm.IoSkipCurrentIrpStackLocation(irp)
	return wdm.IoCallDriver(dev.DeviceExtension.(*fdoExt).lower, irp)
}

func pnp(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	x := dev.DeviceExtension.(*fdoExt)
	minor := wdm.IoGetCurrentIrpStackLocation(irp).MinorFunction
	wdm.IoSkipCurrentIrpStackLocation(irp)
	status := wdm.IoCallDriver(x.lower, irp)
	if minor == wdm.IRP_MN_REMOVE_DEVICE {
		wdm.IoDetachDevice(x.lower)
		wdm.IoDeleteDevice(dev)
	}
	return status
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	status := wdm.IoCreateDevice(drv, 64, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &ctl)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	ctl.DeviceExtension = &fdoExt{isCtl: true}
	status = startWsk()
	up = wdm.NT_SUCCESS(status)
	drv.DriverExtension.AddDevice = addDevice
	drv.MajorFunction[wdm.IRP_MJ_CREATE] = create
	drv.MajorFunction[wdm.IRP_MJ_CLOSE] = closeReq
	drv.MajorFunction[wdm.IRP_MJ_POWER] = power
	drv.MajorFunction[wdm.IRP_MJ_PNP] = pnp
	drv.DriverUnload = unload
	return wdm.STATUS_SUCCESS
}

func unload(drv *wdm.DRIVER_OBJECT) {
	if up {
		stopWsk()
	}
	wdm.IoDeleteDevice(ctl)
}
