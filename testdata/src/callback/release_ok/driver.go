// Package release_ok gives back what its receive callback has kept before it
// closes the socket.
package release_ok

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
	control       request
	sock          *wsk.WSK_SOCKET
	events        = wsk.WSK_CLIENT_CONNECTION_DISPATCH{WskReceiveEvent: received}
	kept          *wsk.WSK_DATA_INDICATION // that has been received
	enough        wsk.WSK_DATA_INDICATION  // stands there when no more is to be kept
	local, remote wsk.SOCKADDR
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

// open connects and gives the provider back.
func open() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	control.prepare()
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, &events, nil, nil, nil, &control.irp)
	status = control.wait()
	if wdm.NT_SUCCESS(status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(control.irp.IoStatus.Information))
	}
	wsk.WskReleaseProviderNPI(&registration)
	return status
}

// received keeps the first data that comes.
func received(context any, flags uint32, data *wsk.WSK_DATA_INDICATION, length uintptr, accepted *uintptr) wdm.NTSTATUS {
	if data == nil || wdm.InterlockedCompareExchangePointer(&kept, data, nil) != nil {
		return wdm.STATUS_DATA_NOT_ACCEPTED
	}
	return wdm.STATUS_PENDING
}

// give gives back what has been kept, if anything, and has no more be kept.
func give() {
	if data := wdm.InterlockedExchangePointer(&kept, &enough); data != nil {
		stream().WskRelease(sock, data)
	}
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

func stream() *wsk.WSK_PROVIDER_CONNECTION_DISPATCH {
	return sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	give()
	control.prepare()
	stream().WskCloseSocket(sock, &control.irp)
	control.wait()
	wsk.WskDeregister(&registration)
}
