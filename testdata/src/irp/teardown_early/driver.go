// Package teardown_early frees an IRP whose receive is pending, behind a wait for
// something else.
package teardown_early

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
	irp     *wdm.IRP // of the receive
	sock    *wsk.WSK_SOCKET
	data    wsk.WSK_BUF
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if wdm.NT_SUCCESS(status) {
		status = open()
		if !wdm.NT_SUCCESS(status) {
			wsk.WskDeregister(&registration)
		}
	}
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(irp)
		return status
	}
	wdm.IoSetCompletionRoutine(irp, received, nil, true, true, true)
	datagram().WskReceiveFrom(sock, &data, 0, nil, nil, nil, nil, irp)
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

func received(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.DbgPrint("received: %x", irp.IoStatus.Status)
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

// unload closes the socket, which completes the receive before it is complete
// itself.
func unload(driver *wdm.DRIVER_OBJECT) {
	control.wait()
	wdm.IoFreeIrp(irp) // want WSK010
	control.prepare()
	datagram().WskCloseSocket(sock, &control.irp)
	control.wait()
	wsk.WskDeregister(&registration)
}
