// Package copied_frees has the completion routine free the IRP of a request,
// and frees it once more.
package copied_frees

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

// result is what has become of a request.
type result struct {
	status      wdm.NTSTATUS
	information uintptr
	done        wdm.KEVENT
}

var sock *wsk.WSK_SOCKET

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = open()
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func open() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer wsk.WskReleaseProviderNPI(&registration)
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	var r result
	wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(irp, copied, &r, true, true, true)
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.IoFreeIrp(irp) // want WSK010
	if wdm.NT_SUCCESS(r.status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(r.information))
	}
	return r.status
}

// copied takes what the IRP says and frees that.
func copied(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	r := context.(*result)
	r.status, r.information = irp.IoStatus.Status, irp.IoStatus.Information
	wdm.IoFreeIrp(irp)
	wdm.KeSetEvent(&r.done, wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var (
		irp wdm.IRP
		r   result
	)
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(&irp, closed, &r, true, true, true)
	sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(sock, &irp)
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	wsk.WskDeregister(&registration)
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(&context.(*result).done, wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
