// Package two_one closes one of two sockets at unload.
package two_one

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var (
	irp  *wdm.IRP
	done wdm.KEVENT
	v4   *wsk.WSK_SOCKET
	v6   *wsk.WSK_SOCKET
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(irp)
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		wdm.IoFreeIrp(irp)
		return status
	}
	status = openBoth()
	if !wdm.NT_SUCCESS(status) {
		closeBoth()
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
		wdm.IoFreeIrp(irp)
	}
	return status
}

func openBoth() wdm.NTSTATUS {
	status := open(wsk.AF_INET, &v4)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return open(wsk.AF_INET6, &v6)
}

func open(family wsk.ADDRESS_FAMILY, out **wsk.WSK_SOCKET) wdm.NTSTATUS {
	prepare()
	provider.Dispatch.WskSocket(provider.Client, family, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	status := wait()
	if wdm.NT_SUCCESS(status) {
		*out = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	return status
}

func closeBoth() {
	closeSocket(v4)
	closeSocket(v6)
}

func closeSocket(sock *wsk.WSK_SOCKET) {
	if sock == nil {
		return
	}
	prepare()
	sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(sock, irp)
	wait()
}

// prepare makes the one IRP ready for a request.
func prepare() {
	wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
}

func wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	return irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	closeSocket(v4)
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration) // want WSK004
	wdm.IoFreeIrp(irp)
}
