// Package descriptor_ok releases a security descriptor when the socket that has
// been made with it is there.
package descriptor_ok

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
	control request
	sock    *wsk.WSK_SOCKET
	plain   wdm.SECURITY_DESCRIPTOR
	cached  *wdm.SECURITY_DESCRIPTOR
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

// open makes a socket with a security descriptor, which it caches for that.
func open() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer wsk.WskReleaseProviderNPI(&registration)
	status = provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_CACHE_SD, 8, &plain, 8, &cached, nil, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	control.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, cached, &control.irp)
	status = control.wait()
	provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_RELEASE_SD, 8, &cached, 0, nil, nil, nil)
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

func (r *request) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	return r.irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func datagram() *wsk.WSK_PROVIDER_DATAGRAM_DISPATCH {
	return sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	control.prepare()
	datagram().WskCloseSocket(sock, &control.irp)
	control.wait()
	wsk.WskDeregister(&registration)
}
