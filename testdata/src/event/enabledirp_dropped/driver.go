// Package enabledirp_dropped enables its callbacks with a request and forgets the connection that it has accepted.
package enabledirp_dropped

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

func openListen(context any, table *wsk.WSK_CLIENT_LISTEN_DISPATCH) *wsk.WSK_SOCKET {
	control.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_LISTEN_SOCKET, context, table, nil, nil, nil, &control.irp)
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
	sock *wsk.WSK_SOCKET
	conn *wsk.WSK_SOCKET
	tab  = wsk.WSK_CLIENT_LISTEN_DISPATCH{WskAcceptEvent: accepted}
	id   = wsk.NPI_WSK_INTERFACE_ID
)

func start() wdm.NTSTATUS {
	sock = openListen(nil, &tab)
	if sock == nil {
		return wdm.STATUS_UNSUCCESSFUL
	}
	c := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &id, EventMask: wsk.WSK_EVENT_ACCEPT}
	control.prepare()
	sock.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskControlSocket(sock, wsk.WskSetOption, wsk.SO_WSK_EVENT_CALLBACK, wsk.SOL_SOCKET, unsafe.Sizeof(c), &c, 0, nil, nil, &control.irp)
	return control.wait()
}

func accepted(context any, flags uint32, local, remote *wsk.SOCKADDR, socket *wsk.WSK_SOCKET, socketContext *any, socketDispatch **wsk.WSK_CLIENT_CONNECTION_DISPATCH) wdm.NTSTATUS {
	if socket == nil || conn != nil {
		return wdm.STATUS_REQUEST_NOT_ACCEPTED
	}
	conn = socket
	return wdm.STATUS_SUCCESS
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
