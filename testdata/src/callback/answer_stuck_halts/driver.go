// Package answer_stuck_halts waits for the close of its socket before it closes it:
// callbacks release their rundown protection meanwhile, and nobody sets the event.
package answer_stuck_halts

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

// echo is an answer on its way.
type echo struct {
	irp  *wdm.IRP
	data wsk.WSK_BUF
}

var (
	control       request
	sock          *wsk.WSK_SOCKET
	events        = wsk.WSK_CLIENT_CONNECTION_DISPATCH{WskReceiveEvent: received}
	senders       wdm.EX_RUNDOWN_REF
	local, remote wsk.SOCKADDR
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.ExInitializeRundownProtection(&senders)
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

// received begins to answer and waits for nothing.
func received(context any, flags uint32, data *wsk.WSK_DATA_INDICATION, length uintptr, accepted *uintptr) wdm.NTSTATUS {
	if !wdm.ExAcquireRundownProtection(&senders) {
		return wdm.STATUS_SUCCESS
	}
	defer wdm.ExReleaseRundownProtection(&senders)
	e := &echo{irp: wdm.IoAllocateIrp(1, false)}
	if e.irp == nil {
		return wdm.STATUS_SUCCESS
	}
	wdm.IoSetCompletionRoutine(e.irp, sent, e, true, true, true)
	stream().WskSend(sock, &e.data, 0, e.irp)
	return wdm.STATUS_SUCCESS
}

func sent(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.IoFreeIrp(irp)
	wdm.ExFreePool(context)
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
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil) // want inconclusive
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
	wdm.ExWaitForRundownProtectionRelease(&senders)
	control.prepare()
	control.wait()
	wsk.WskDeregister(&registration)            // want inconclusive
	stream().WskCloseSocket(sock, &control.irp) // want inconclusive
}
