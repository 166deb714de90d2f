// Package late_ok cancels a connect that takes too long, and looks again: it
// may have succeeded meanwhile.
package late_ok

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
	control       request
	sock          *wsk.WSK_SOCKET
	local, remote wsk.SOCKADDR
	patience      = wdm.LARGE_INTEGER{QuadPart: -50_000_000} // five seconds
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = connect()
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func connect() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer wsk.WskReleaseProviderNPI(&registration)
	control.prepare()
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, nil, nil, nil, nil, &control.irp)
	if control.wait(&patience) == wdm.STATUS_TIMEOUT {
		wdm.IoCancelIrp(&control.irp)
		control.wait(nil)
	}
	status = control.irp.IoStatus.Status
	if wdm.NT_SUCCESS(status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
	}
	return status
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

func (r *request) wait(timeout *wdm.LARGE_INTEGER) wdm.NTSTATUS {
	return wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, timeout)
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func stream() *wsk.WSK_PROVIDER_CONNECTION_DISPATCH {
	return sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	control.prepare()
	stream().WskCloseSocket(sock, &control.irp)
	control.wait(nil)
	wsk.WskDeregister(&registration)
}
