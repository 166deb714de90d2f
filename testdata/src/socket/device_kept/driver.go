// Package device_kept does not close its socket when its device is removed.
package device_kept

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

// extension is what the driver keeps of its device.
type extension struct {
	sock *wsk.WSK_SOCKET
}

var (
	control request
	adapter extension
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.DriverExtension.AddDevice = addDevice
	driver.MajorFunction[wdm.IRP_MJ_PNP] = pnp
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
}

func addDevice(driver *wdm.DRIVER_OBJECT, physical *wdm.DEVICE_OBJECT) wdm.NTSTATUS {
	return open(&adapter)
}

// open makes the socket and gives the provider back.
func open(e *extension) wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	control.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, &control.irp)
	status = control.wait()
	if wdm.NT_SUCCESS(status) {
		e.sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
	}
	wsk.WskReleaseProviderNPI(&registration)
	return status
}

func pnp(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.IoGetCurrentIrpStackLocation(irp).MinorFunction == wdm.IRP_MN_REMOVE_DEVICE {
		adapter.sock = nil
	}
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

// request is an IRP in memory of the driver's own, and what its end signals.
type request struct {
	irp  wdm.IRP
	done wdm.KEVENT
}

func (r *request) prepare() {
	wdm.IoInitializeIrp(&r.irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(&r.irp, completed, &r.done, true, true, true)
}

func (r *request) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	return r.irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK004
}
