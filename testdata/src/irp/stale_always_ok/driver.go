// Package stale_always_ok waits for every request, so that each wait takes its
// own signal.
package stale_always_ok

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
	irp   wdm.IRP
	done  wdm.KEVENT
	sock  *wsk.WSK_SOCKET
	local wsk.SOCKADDR
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
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
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer wsk.WskReleaseProviderNPI(&registration)
	prepare()
	status = await(provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, &irp))
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	prepare()
	status = await(datagram().WskBind(sock, &local, 0, &irp))
	if !wdm.NT_SUCCESS(status) {
		shut()
	}
	return status
}

// prepare makes the one IRP ready for the next request.
func prepare() {
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.IoSetCompletionRoutine(&irp, completed, nil, true, true, true)
}

// await waits for a request, whatever it has returned.
func await(wdm.NTSTATUS) wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	return irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(&done, wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func datagram() *wsk.WSK_PROVIDER_DATAGRAM_DISPATCH {
	return sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH)
}

func shut() {
	prepare()
	await(datagram().WskCloseSocket(sock, &irp))
}

func unload(driver *wdm.DRIVER_OBJECT) {
	shut()
	wsk.WskDeregister(&registration)
}
