// Package modes_null looks into the socket of a connection in one of thirty-two modes.
package modes_null

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
	driver.MajorFunction[wdm.IRP_MJ_READ] = c0
	driver.MajorFunction[wdm.IRP_MJ_WRITE] = c1
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = c2
	driver.MajorFunction[wdm.IRP_MJ_FLUSH_BUFFERS] = c3
	driver.MajorFunction[wdm.IRP_MJ_SHUTDOWN] = c4
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

func c0(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.Unknown[bool]() {
		mode0 = 1
	}
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

var mode0 int

func c1(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.Unknown[bool]() {
		mode1 = 1
	}
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

var mode1 int

func c2(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.Unknown[bool]() {
		mode2 = 1
	}
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

var mode2 int

func c3(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.Unknown[bool]() {
		mode3 = 1
	}
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

var mode3 int

func c4(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.Unknown[bool]() {
		mode4 = 1
	}
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

var mode4 int

var interfaceID = wsk.NPI_WSK_INTERFACE_ID
var events = wsk.WSK_CLIENT_LISTEN_DISPATCH{WskAcceptEvent: accepted}
var sock *wsk.WSK_SOCKET

func start() wdm.NTSTATUS {
	control := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &interfaceID, EventMask: wsk.WSK_EVENT_ACCEPT}
	status := provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_SET_STATIC_EVENT_CALLBACKS, unsafe.Sizeof(control), &control, 0, nil, nil, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	sock = openListen(nil, &events)
	if sock == nil {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func accepted(context any, flags uint32, local, remote *wsk.SOCKADDR, socket *wsk.WSK_SOCKET, socketContext *any, socketDispatch **wsk.WSK_CLIENT_CONNECTION_DISPATCH) wdm.NTSTATUS {
	if mode0 == 1 && mode1 == 1 && mode2 == 1 && mode3 == 1 && mode4 == 1 {
		table := socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH) // want WSK012
		_ = table
	}
	return wdm.STATUS_REQUEST_NOT_ACCEPTED
}

func stop() {
	if sock != nil {
		shut(sock)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
