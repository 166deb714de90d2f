// Package pending_negated waits for everything but what is pending.
package pending_negated

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
	var done wdm.KEVENT
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
	status = provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	if status != wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
		status = irp.IoStatus.Status
	}
	if wdm.NT_SUCCESS(status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information)) // want WSK010
	}
	wdm.IoFreeIrp(irp)
	return status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if sock != nil {
		shut()
	}
	wsk.WskDeregister(&registration)
}

func shut() {
	var (
		irp  wdm.IRP
		done wdm.KEVENT
	)
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(&irp, completed, &done, true, true, true)
	sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(sock, &irp)
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
}
