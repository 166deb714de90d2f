// Package context_many_ok frees the contexts of several sockets, each when its close is
// complete.
package context_many_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// connection is what the callbacks of a socket are given.
type connection struct {
	socket  *wsk.WSK_SOCKET
	backlog uintptr
}

var (
	dispatch      = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration  wsk.WSK_REGISTRATION
	provider      wsk.WSK_PROVIDER_NPI
	events        = wsk.WSK_CLIENT_CONNECTION_DISPATCH{WskSendBacklogEvent: backlog}
	local, remote wsk.SOCKADDR
	irp           *wdm.IRP
	done          wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if wdm.NT_SUCCESS(status) {
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
		if !wdm.NT_SUCCESS(status) {
			wsk.WskDeregister(&registration)
		}
	}
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(irp)
		return status
	}
	for range 6 {
		greet()
	}
	return wdm.STATUS_SUCCESS
}

// greet connects, and closes the connection.
func greet() {
	c := &connection{}
	prepare()
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, c, &events, nil, nil, nil, irp)
	if wdm.NT_SUCCESS(wait()) {
		c.socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
		prepare()
		c.socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(c.socket, irp)
		wait()
	}
	wdm.ExFreePool(c)
}

func backlog(context any, size uintptr) wdm.NTSTATUS {
	context.(*connection).backlog = size
	return wdm.STATUS_SUCCESS
}

func prepare() {
	wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
}

func wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	return irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wake(context.(*wdm.KEVENT))
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func wake(event *wdm.KEVENT) {
	wdm.KeSetEvent(event, wdm.IO_NO_INCREMENT, false)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
	wdm.IoFreeIrp(irp)
}
