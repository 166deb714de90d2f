// Package mdlframe_ok sends from its frame, and waits until the send is complete.
package mdlframe_ok

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
	remote  wsk.SOCKADDR
	output  request
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
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

func send() wdm.NTSTATUS {
	var data [512]byte
	mdl := wdm.IoAllocateMdl(&data, 512, false, false, nil)
	if mdl == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.MmProbeAndLockPages(mdl, wdm.KernelMode, wdm.IoReadAccess)
	output.prepare()
	datagram().WskSendTo(sock, &wsk.WSK_BUF{Mdl: mdl, Length: 512}, 0, &remote, 0, nil, &output.irp)
	status := output.wait()
	wdm.MmUnlockPages(mdl)
	wdm.IoFreeMdl(mdl)
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
