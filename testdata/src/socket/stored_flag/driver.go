// Package stored_flag closes the socket only if the connect was in time.
package stored_flag

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
	opening       request
	closing       request
	sock          *wsk.WSK_SOCKET
	late          bool
	local, remote wsk.SOCKADDR
	patience      = wdm.LARGE_INTEGER{QuadPart: -50_000_000} // five seconds
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	opening.prepare(connected)
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, nil, nil, nil, nil, &opening.irp)
	wsk.WskReleaseProviderNPI(&registration)
	if wdm.KeWaitForSingleObject(&opening.done, wdm.Executive, wdm.KernelMode, false, &patience) == wdm.STATUS_TIMEOUT {
		late = true
	}
	return wdm.STATUS_SUCCESS
}

// connected keeps the socket, whenever it comes.
func connected(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	if wdm.NT_SUCCESS(irp.IoStatus.Status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	return completed(device, irp, context)
}

// request is an IRP in memory of the driver's own, and what its end signals.
type request struct {
	irp  wdm.IRP
	done wdm.KEVENT
}

func (r *request) prepare(routine wdm.IO_COMPLETION_ROUTINE) {
	wdm.IoInitializeIrp(&r.irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(&r.irp, routine, &r.done, true, true, true)
}

func (r *request) wait() {
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoCancelIrp(&opening.irp)
	opening.wait()
	if sock != nil && !late {
		closing.prepare(completed)
		sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(sock, &closing.irp)
		closing.wait()
	}
	wsk.WskDeregister(&registration) // want WSK004
}
