// Package sendslast_again has a thread that says that it has ended, waits for what it has sent, and sends again.
package sendslast_again

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

func openDatagram(context any, table *wsk.WSK_CLIENT_DATAGRAM_DISPATCH) *wsk.WSK_SOCKET {
	control.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, context, table, nil, nil, nil, &control.irp)
	if !wdm.NT_SUCCESS(control.wait()) {
		return nil
	}
	return (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
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
		wsk.WskDeregister(&registration)
	}
	return status
}

var (
	sock  *wsk.WSK_SOCKET
	ended wdm.KEVENT
	tx    request
)

func start() wdm.NTSTATUS {
	wdm.KeInitializeEvent(&ended, wdm.NotificationEvent, false)
	sock = openDatagram(nil, nil)
	if sock == nil {
		return wdm.STATUS_UNSUCCESSFUL
	}
	var h wdm.HANDLE
	status := wdm.PsCreateSystemThread(&h, 0, nil, nil, nil, serve, nil)
	if !wdm.NT_SUCCESS(status) {
		shut(sock)
		sock = nil
		return status
	}
	wdm.ZwClose(h)
	return wdm.STATUS_SUCCESS
}

func serve(context any) {
	var b wsk.WSK_BUF
	tx.prepare()
	sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskSendTo(sock, &b, 0, nil, 0, nil, &tx.irp)
	wdm.KeSetEvent(&ended, 0, false)
	tx.wait()
	tx.prepare()
	sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskSendTo(sock, &b, 0, nil, 0, nil, &tx.irp) // want WSK012
	tx.wait()
	wdm.PsTerminateSystemThread(0)
}

func stop() {
	if sock == nil {
		return
	}
	wdm.KeWaitForSingleObject(&ended, wdm.Executive, wdm.KernelMode, false, nil)
	shut(sock)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
