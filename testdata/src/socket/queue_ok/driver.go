// Package queue_ok closes what waits in its queue of accepted sockets when it
// is unloaded.
package queue_ok

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

// waiting is an accepted socket that nobody has taken yet.
type waiting struct {
	sock *wsk.WSK_SOCKET
	next *waiting
}

var (
	control  request
	listener *wsk.WSK_SOCKET
	first    *waiting
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_READ] = take
	driver.MajorFunction[wdm.IRP_MJ_WRITE] = accept
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

// open makes the listening socket and gives the provider back.
func open() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	control.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_LISTEN_SOCKET, nil, nil, nil, nil, nil, &control.irp)
	status = control.wait()
	if wdm.NT_SUCCESS(status) {
		listener = (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
	}
	wsk.WskReleaseProviderNPI(&registration)
	return status
}

// accept puts the next connection in the queue.
func accept(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	control.prepare()
	listener.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskAccept(listener, 0, nil, nil, nil, nil, &control.irp)
	if wdm.NT_SUCCESS(control.wait()) {
		first = &waiting{(*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information)), first}
	}
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

// take answers one connection, which is to say that it closes it.
func take(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if first != nil {
		pop()
	}
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func pop() {
	w := first
	first = w.next
	control.prepare()
	w.sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(w.sock, &control.irp)
	control.wait()
	wdm.ExFreePool(w)
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
	for first != nil {
		pop()
	}
	control.prepare()
	listener.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskCloseSocket(listener, &control.irp)
	control.wait()
	wsk.WskDeregister(&registration) // want inconclusive
}
