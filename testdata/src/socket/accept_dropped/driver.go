// Package accept_dropped drops the socket that it accepted.
package accept_dropped

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var (
	irp      *wdm.IRP
	done     wdm.KEVENT
	listener *wsk.WSK_SOCKET
)

// DriverEntry serves one connection and fails on purpose.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	defer wdm.IoFreeIrp(irp)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer wsk.WskDeregister(&registration) // want WSK004
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer wsk.WskReleaseProviderNPI(&registration)
	prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_LISTEN_SOCKET, nil, nil, nil, nil, nil, irp)
	status = wait()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	listener = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	serve()
	closeSocket(listener)
	return wdm.STATUS_UNSUCCESSFUL
}

func serve() {
	prepare()
	listener.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskAccept(listener, 0, nil, nil, nil, nil, irp)
	if !wdm.NT_SUCCESS(wait()) {
		return
	}
	wdm.DbgPrint("accepted")
}

func closeSocket(sock *wsk.WSK_SOCKET) {
	prepare()
	basic(sock).WskCloseSocket(sock, irp)
	wait()
}

// basic finds the functions that every socket has.
func basic(sock *wsk.WSK_SOCKET) *wsk.WSK_PROVIDER_BASIC_DISPATCH {
	switch table := sock.Dispatch.(type) {
	case *wsk.WSK_PROVIDER_LISTEN_DISPATCH:
		return &table.WSK_PROVIDER_BASIC_DISPATCH
	case *wsk.WSK_PROVIDER_CONNECTION_DISPATCH:
		return &table.WSK_PROVIDER_BASIC_DISPATCH
	}
	return nil
}

// prepare makes the one IRP ready for a request.
func prepare() {
	wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
}

func wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	return irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
