// Package context_both frees the context of its socket, which is that of its close, too, while it closes.
package context_both

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

type binding struct {
	sock *wsk.WSK_SOCKET
	irp  *wdm.IRP
	done wdm.KEVENT
}

var b *binding
var interfaceID = wsk.NPI_WSK_INTERFACE_ID
var events = wsk.WSK_CLIENT_DATAGRAM_DISPATCH{WskReceiveFromEvent: received}

func received(context any, flags uint32, data *wsk.WSK_DATAGRAM_INDICATION) wdm.NTSTATUS {
	return wdm.STATUS_SUCCESS
}

func start() wdm.NTSTATUS {
	c := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &interfaceID, EventMask: wsk.WSK_EVENT_RECEIVE_FROM}
	status := provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_SET_STATIC_EVENT_CALLBACKS, unsafe.Sizeof(c), &c, 0, nil, nil, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	b = &binding{irp: wdm.IoAllocateIrp(1, false)}
	if b.irp == nil {
		wdm.ExFreePool(b)
		b = nil
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&b.done, wdm.NotificationEvent, false)
	b.sock = openDatagram(b, &events)
	if b.sock == nil {
		wdm.IoFreeIrp(b.irp)
		wdm.ExFreePool(b)
		b = nil
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func stop() {
	if b == nil {
		return
	}
	wdm.IoSetCompletionRoutine(b.irp, closed, b, true, true, true)
	b.sock.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(b.sock, b.irp)

	wdm.ExFreePool(b) // want WSK012
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(&context.(*binding).done, 0, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
