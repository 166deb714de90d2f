// Package routine_ok takes its socket in the completion routine.
package routine_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type request struct {
	done   wdm.KEVENT
	socket *wsk.WSK_SOCKET
}

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	creation     request
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	create()
	return wdm.STATUS_SUCCESS
}

// created keeps the socket, if there is one, and lets go of whoever waits.
func created(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	r := context.(*request)
	if wdm.NT_SUCCESS(irp.IoStatus.Status) {
		r.socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	wdm.KeSetEvent(&r.done, 0, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func create() {
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return
	}
	wdm.KeInitializeEvent(&creation.done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(irp, created, &creation, true, true, true)
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	wdm.KeWaitForSingleObject(&creation.done, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.IoFreeIrp(irp)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if creation.socket != nil {
		shut(creation.socket)
	}
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}

func shut(socket *wsk.WSK_SOCKET) {
	var (
		r   request
		irp wdm.IRP
	)
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(&irp, closed, &r, true, true, true)
	socket.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(socket, &irp)
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(&context.(*request).done, 0, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
