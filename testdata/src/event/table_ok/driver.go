// Package table_ok opens a table of nine listeners with event callbacks, and closes all.
package table_ok

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
		stop(count)
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
	}
	return status
}

const count = 9

var (
	interfaceID = wsk.NPI_WSK_INTERFACE_ID
	events      = wsk.WSK_CLIENT_LISTEN_DISPATCH{WskAcceptEvent: accepted}
	sockets     [count]*wsk.WSK_SOCKET
)

// start enables the callback for all sockets to come, and opens them.
func start() wdm.NTSTATUS {
	control := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &interfaceID, EventMask: wsk.WSK_EVENT_ACCEPT}
	status := provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_SET_STATIC_EVENT_CALLBACKS, unsafe.Sizeof(control), &control, 0, nil, nil, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	for i := range sockets {
		sockets[i] = openListen(nil, &events)
		if sockets[i] == nil {
			return wdm.STATUS_UNSUCCESSFUL
		}
	}
	return wdm.STATUS_SUCCESS
}

// stop closes the first n sockets.
func stop(n int) {
	for i := range n {
		if sockets[i] != nil {
			shut(sockets[i])
			sockets[i] = nil
		}
	}
}

func accepted(context any, flags uint32, local, remote *wsk.SOCKADDR, socket *wsk.WSK_SOCKET, socketContext *any, socketDispatch **wsk.WSK_CLIENT_CONNECTION_DISPATCH) wdm.NTSTATUS {
	return wdm.STATUS_REQUEST_NOT_ACCEPTED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop(count)
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
