// Package waiterfrees_ok cancels the IRP when its time is up, and frees it behind the
// wait.
package waiterfrees_ok

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
	data    wsk.WSK_BUF
	remote  wsk.SOCKADDR
	over    wdm.KEVENT // the send is
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&over, wdm.NotificationEvent, false)
	driver.MajorFunction[wdm.IRP_MJ_FLUSH_BUFFERS] = flush
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

// open makes the socket and gives the provider back.
func open() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	control.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, &control.irp)
	status = control.wait()
	if wdm.NT_SUCCESS(status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
	}
	wsk.WskReleaseProviderNPI(&registration)
	return status
}

func flush(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	irp.IoStatus.Status = send()
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

// send cancels a send that takes too long. It frees the IRP itself.
func send() wdm.NTSTATUS {
	wdm.KeClearEvent(&over)
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.IoSetCompletionRoutine(irp, sent, nil, true, true, true)
	status := datagram().WskSendTo(sock, &data, 0, &remote, 0, nil, irp)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("send: %x", status)
	}
	limit := wdm.LARGE_INTEGER{QuadPart: -10_000_000}
	status = wdm.KeWaitForSingleObject(&over, wdm.Executive, wdm.KernelMode, false, &limit)
	if status == wdm.STATUS_TIMEOUT {
		wdm.IoCancelIrp(irp)
		wdm.KeWaitForSingleObject(&over, wdm.Executive, wdm.KernelMode, false, nil)
	}
	wdm.IoFreeIrp(irp)
	return wdm.STATUS_SUCCESS
}

func sent(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(&over, wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
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
