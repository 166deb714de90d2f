// Package closure_hasty hands its requests as closures to a function that does
// not wait for those that are pending.
package closure_hasty

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

var (
	sock  *wsk.WSK_SOCKET
	local wsk.SOCKADDR
)

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
	status, made := call(func(irp *wdm.IRP) wdm.NTSTATUS {
		return provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	})
	wsk.WskReleaseProviderNPI(&registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(made))
	status, _ = call(func(irp *wdm.IRP) wdm.NTSTATUS { return datagram().WskBind(sock, &local, 0, irp) })
	if !wdm.NT_SUCCESS(status) {
		shut()
	}
	return status
}

// call carries out a request, and gives its result and what came with it.
func call(begin func(irp *wdm.IRP) wdm.NTSTATUS) (wdm.NTSTATUS, uintptr) {
	var (
		irp  wdm.IRP
		done wdm.KEVENT
	)
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(&irp, completed, &done, true, true, true)
	if status := begin(&irp); !wdm.NT_SUCCESS(status) {
		return status, 0
	}
	return irp.IoStatus.Status, irp.IoStatus.Information // want WSK010
}

func shut() {
	call(func(irp *wdm.IRP) wdm.NTSTATUS { return datagram().WskCloseSocket(sock, irp) })
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func datagram() *wsk.WSK_PROVIDER_DATAGRAM_DISPATCH {
	return sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	shut()
	wsk.WskDeregister(&registration)
}
