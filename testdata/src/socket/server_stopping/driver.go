// Package server_stopping does not close its sockets when it is about to stop.
package server_stopping

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
	control  request
	listener *wsk.WSK_SOCKET
	stopping int32
	servers  wdm.EX_RUNDOWN_REF // threads that still run
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.ExInitializeRundownProtection(&servers)
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

// accept hands the next connection to a thread of its own.
func accept(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	control.prepare()
	listener.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskAccept(listener, 0, nil, nil, nil, nil, &control.irp)
	if wdm.NT_SUCCESS(control.wait()) {
		start((*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information)))
	}
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func start(sock *wsk.WSK_SOCKET) {
	var handle wdm.HANDLE
	wdm.ExAcquireRundownProtection(&servers)
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, serve, sock)
	if !wdm.NT_SUCCESS(status) {
		serve(sock)
		return
	}
	wdm.ZwClose(handle)
}

func serve(context any) {
	sock := context.(*wsk.WSK_SOCKET)
	if wdm.ReadAcquire(&stopping) != 0 {
		wdm.ExReleaseRundownProtection(&servers)
		return
	}
	var r request
	r.prepare()
	sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(sock, &r.irp)
	r.wait()
	wdm.ExReleaseRundownProtection(&servers)
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
	wdm.InterlockedExchange(&stopping, 1)
	wdm.ExWaitForRundownProtectionRelease(&servers)
	control.prepare()
	listener.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskCloseSocket(listener, &control.irp)
	control.wait()
	wsk.WskDeregister(&registration) // want WSK004
}
