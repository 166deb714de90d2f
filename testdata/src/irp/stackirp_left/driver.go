// Package stackirp_left returns what WskBind returned, from the frame that
// holds its IRP: STATUS_PENDING is among it.
package stackirp_left

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
	sock  *wsk.WSK_SOCKET
	local wsk.SOCKADDR
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

func open() wdm.NTSTATUS {
	var (
		irp  wdm.IRP
		done wdm.KEVENT
	)
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	prepare(&irp, &done)
	status = provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, &irp)
	if status == wdm.STATUS_PENDING {
		status = await(&irp, &done)
	}
	wsk.WskReleaseProviderNPI(&registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	status = bind()
	if !wdm.NT_SUCCESS(status) {
		shut()
	}
	return status
}

func bind() wdm.NTSTATUS {
	var (
		irp  wdm.IRP
		done wdm.KEVENT
	)
	prepare(&irp, &done)
	return datagram().WskBind(sock, &local, 0, &irp) // want WSK010
}

func shut() {
	var (
		irp  wdm.IRP
		done wdm.KEVENT
	)
	prepare(&irp, &done)
	datagram().WskCloseSocket(sock, &irp)
	await(&irp, &done)
}

func prepare(irp *wdm.IRP, done *wdm.KEVENT) {
	wdm.IoInitializeIrp(irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(done, wdm.SynchronizationEvent, false)
	wdm.IoSetCompletionRoutine(irp, completed, done, true, true, true)
}

func await(irp *wdm.IRP, done *wdm.KEVENT) wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(done, wdm.Executive, wdm.KernelMode, false, nil)
	return irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func datagram() *wsk.WSK_PROVIDER_DATAGRAM_DISPATCH {
	return sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	shut()
	wsk.WskDeregister(&registration)
}
