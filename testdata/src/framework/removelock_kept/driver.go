// Package removelock_kept stays registered when its device is removed.
package removelock_kept

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

type ext struct {
	lower   *wdm.DEVICE_OBJECT
	pdo     *wdm.DEVICE_OBJECT
	rlock   wdm.IO_REMOVE_LOCK
	started bool
	ctl     *wsk.WSK_SOCKET
}

func addDevice(drv *wdm.DRIVER_OBJECT, pdo *wdm.DEVICE_OBJECT) wdm.NTSTATUS {
	var fdo *wdm.DEVICE_OBJECT
	status := wdm.IoCreateDevice(drv, uint32(unsafe.Sizeof(ext{})), nil, wdm.FILE_DEVICE_NETWORK, 0, false, &fdo)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	x := &ext{pdo: pdo}
	fdo.DeviceExtension = x
	wdm.IoInitializeRemoveLock(&x.rlock, 0, 0, 0)
	x.lower = wdm.IoAttachDeviceToDeviceStack(fdo, pdo)
	if x.lower == nil {
		wdm.IoDeleteDevice(fdo)
		return wdm.STATUS_NO_SUCH_DEVICE
	}
	return wdm.STATUS_SUCCESS
}

func pnp(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	x := dev.DeviceExtension.(*ext)
	status := wdm.IoAcquireRemoveLock(&x.rlock, irp)
	if !wdm.NT_SUCCESS(status) {
		irp.IoStatus.Status = status
		wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
		return status
	}
	switch wdm.IoGetCurrentIrpStackLocation(irp).MinorFunction {
	case wdm.IRP_MN_START_DEVICE:
		if !wdm.IoForwardIrpSynchronously(x.lower, irp) {
			status = wdm.STATUS_UNSUCCESSFUL
		} else {
			status = irp.IoStatus.Status
		}
		if wdm.NT_SUCCESS(status) {
			status = startWsk()
			x.started = wdm.NT_SUCCESS(status)
		}
		irp.IoStatus.Status = status
		wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
		wdm.IoReleaseRemoveLock(&x.rlock, irp)
		return status
	case wdm.IRP_MN_REMOVE_DEVICE:
		wdm.IoSkipCurrentIrpStackLocation(irp)
		status = wdm.IoCallDriver(x.lower, irp)
		wdm.IoReleaseRemoveLockAndWait(&x.rlock, irp)
		if x.ctl != nil {
			closeSocket(x.ctl)
			x.ctl = nil
		}
		wdm.IoDetachDevice(x.lower)
		wdm.IoDeleteDevice(dev)
		return status
	}
	wdm.IoSkipCurrentIrpStackLocation(irp)
	status = wdm.IoCallDriver(x.lower, irp)
	wdm.IoReleaseRemoveLock(&x.rlock, irp)
	return status
}

func control(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	x := dev.DeviceExtension.(*ext)
	status := wdm.IoAcquireRemoveLock(&x.rlock, irp)
	if wdm.NT_SUCCESS(status) {
		if x.started && x.ctl == nil {
			status = openSocket(wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, &x.ctl)
		}
		wdm.IoReleaseRemoveLock(&x.rlock, irp)
	}
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	drv.DriverExtension.AddDevice = addDevice
	drv.MajorFunction[wdm.IRP_MJ_PNP] = pnp
	drv.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return wdm.STATUS_SUCCESS
}

func unload(drv *wdm.DRIVER_OBJECT) {
} // want WSK001
