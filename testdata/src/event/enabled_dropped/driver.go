// Package enabled_dropped leaves the close of its connection to a callback, and drops what enabling
// it says.
package enabled_dropped

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	interfaceID  = wsk.NPI_WSK_INTERFACE_ID
	local        wsk.SOCKADDR
	remote       wsk.SOCKADDR
)

var (
	irp      *wdm.IRP
	done     wdm.KEVENT
	sock     *wsk.WSK_SOCKET // the one connection
	closeIrp *wdm.IRP
	closed   wdm.KEVENT
	own      = wsk.WSK_CLIENT_CONNECTION_DISPATCH{WskDisconnectEvent: disconnected}
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&closed, wdm.NotificationEvent, false)
	closeIrp = wdm.IoAllocateIrp(1, false)
	if closeIrp == nil {
		wdm.IoFreeIrp(irp)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status := start()
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(closeIrp)
		wdm.IoFreeIrp(irp)
	}
	return status
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	status = open()
	wsk.WskReleaseProviderNPI(&registration)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func open() wdm.NTSTATUS {
	prepare()
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, &own, nil, nil, nil, irp)
	status := wait()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	enable(wsk.WSK_EVENT_DISCONNECT)
	return wdm.STATUS_SUCCESS
}

// enable asks for events, which takes no IRP.
func enable(events uint32) wdm.NTSTATUS {
	control := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &interfaceID, EventMask: events}
	return sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskControlSocket(sock, wsk.WskSetOption, wsk.SO_WSK_EVENT_CALLBACK, wsk.SOL_SOCKET, unsafe.Sizeof(control), &control, 0, nil, nil, nil)
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

// disconnected closes the connection, whose peer has gone.
func disconnected(context any, flags uint32) wdm.NTSTATUS {
	wdm.IoSetCompletionRoutine(closeIrp, completed, &closed, true, true, true)
	sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(sock, closeIrp)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK004
	wdm.IoFreeIrp(closeIrp)
	wdm.IoFreeIrp(irp)
}
