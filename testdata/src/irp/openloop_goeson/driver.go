// Package openloop_goeson opens a socket and tries again.
package openloop_goeson

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var _ wdm.NTSTATUS

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var control request

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

func shut(s *wsk.WSK_SOCKET) {
	control.prepare()
	s.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(s, &control.irp)
	control.wait()
}

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
	status = start()
	if !wdm.NT_SUCCESS(status) {
		stop()
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration) // want WSK004
	}
	return status
}

var sock *wsk.WSK_SOCKET

func start() wdm.NTSTATUS {
	var iosb wdm.IO_STATUS_BLOCK
	for tries := 0; tries < 3; tries++ {
		control.prepare()
		status := provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, &control.irp)
		if status == wdm.STATUS_PENDING {
			control.wait()
		}
		iosb = control.irp.IoStatus
		if wdm.NT_SUCCESS(iosb.Status) {
			sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(iosb.Information))
		}
	}
	return iosb.Status
}

func stop() {
	if sock != nil {
		shut(sock)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration) // want WSK004
}
