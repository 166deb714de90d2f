// Package retained_overwritten remembers the data that it has retained last, not
// those before.
package retained_overwritten

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
)

var (
	irp    *wdm.IRP
	done   wdm.KEVENT
	remote wsk.SOCKADDR
	sock   *wsk.WSK_SOCKET
	kept   *wsk.WSK_DATA_INDICATION // what is retained
	events = wsk.WSK_CLIENT_CONNECTION_DISPATCH{WskReceiveEvent: received}
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status := start()
	if !wdm.NT_SUCCESS(status) {
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
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, &events, nil, nil, nil, irp)
	status := wait()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	status = enable(wsk.WSK_EVENT_RECEIVE)
	if !wdm.NT_SUCCESS(status) {
		shut(sock)
	}
	return status
}

// enable asks for events, which takes no IRP.
func enable(events uint32) wdm.NTSTATUS {
	control := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &interfaceID, EventMask: events}
	return sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskControlSocket(sock, wsk.WskSetOption, wsk.SO_WSK_EVENT_CALLBACK, wsk.SOL_SOCKET, unsafe.Sizeof(control), &control, 0, nil, nil, nil)
}

// shut closes a socket.
func shut(socket *wsk.WSK_SOCKET) {
	prepare()
	socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(socket, irp) // want WSK012
	wait()
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

func received(context any, flags uint32, data *wsk.WSK_DATA_INDICATION, indicated uintptr, taken *uintptr) wdm.NTSTATUS {
	if data == nil {
		return wdm.STATUS_SUCCESS
	}
	kept = data
	return wdm.STATUS_PENDING
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if kept != nil {
		sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskRelease(sock, kept)
		kept = nil
	}
	shut(sock)
	wsk.WskDeregister(&registration)
	wdm.IoFreeIrp(irp)
}
