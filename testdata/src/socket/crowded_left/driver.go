// Package crowded_left accepts a connection after more has happened than can be kept apart,
// and leaves it open.
package crowded_left

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

// block is room for a connection's data; there may be none.
type block struct{ data [64]byte }

var (
	control  request
	listener *wsk.WSK_SOCKET
	peer     *wsk.WSK_SOCKET
	blocks   [6]*block
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = listen()
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	fill(0)
	fill(1)
	fill(2)
	fill(3)
	fill(4)
	fill(5)
	accept()
	return wdm.STATUS_SUCCESS
}

// listen makes the socket and gives the provider back.
func listen() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	control.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_LISTEN_SOCKET, nil, nil, nil, nil, nil, &control.irp)
	status = control.wait()
	if wdm.NT_SUCCESS(status) {
		listener = (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
	}
	wsk.WskReleaseProviderNPI(&registration)
	return status
}

func fill(i int) {
	blocks[i] = (*block)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, 64, 0))
}

func accept() {
	control.prepare()
	listener.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskAccept(listener, 0, nil, nil, nil, nil, &control.irp)
	if wdm.NT_SUCCESS(control.wait()) {
		peer = (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
	}
}

func shut(s *wsk.WSK_SOCKET) {
	control.prepare()
	s.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(s, &control.irp)
	control.wait()
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

func unload(driver *wdm.DRIVER_OBJECT) {
	shut(listener)
	for _, b := range blocks {
		if b != nil {
			wdm.ExFreePool(b)
		}
	}
	wsk.WskDeregister(&registration) // want WSK004
}
