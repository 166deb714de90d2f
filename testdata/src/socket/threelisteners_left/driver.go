// Package threelisteners_left closes no listener before its last user lets the registration go.
package threelisteners_left

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	users        int
	irp          *wdm.IRP
	done         wdm.KEVENT
	listeners    [3]listener
)

// listener is a listening socket, once somebody has asked for it.
type listener struct {
	sock *wsk.WSK_SOCKET
	open bool
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, request *wdm.IRP) wdm.NTSTATUS {
	if i := wdm.Unknown[int](); 0 <= i && i < len(listeners) {
		if wdm.Unknown[bool]() {
			listeners[i].start()
		} else {
			listeners[i].stop()
		}
	}
	request.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(request, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

// acquire counts one more user of the registration; the first one makes it.
func acquire() wdm.NTSTATUS {
	if users > 0 {
		users++
		return wdm.STATUS_SUCCESS
	}
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	users = 1
	return status
}

func release() {
	users--
	if users == 0 {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration) // want WSK004
	}
}

func (l *listener) start() {
	if l.open || !wdm.NT_SUCCESS(acquire()) {
		return
	}
	l.sock = listen()
	if l.sock == nil {
		release()
		return
	}
	l.open = true
}

func (l *listener) stop() {
	if !l.open {
		return
	}
	l.open = false
	release()
}

func listen() *wsk.WSK_SOCKET {
	prepare()
	status := await(provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_LISTEN_SOCKET, nil, nil, nil, nil, nil, irp))
	if !wdm.NT_SUCCESS(status) {
		return nil
	}
	return (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
}

func prepare() {
	wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
}

func await(status wdm.NTSTATUS) wdm.NTSTATUS {
	if status == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
		status = irp.IoStatus.Status
	}
	return status
}

func completed(device *wdm.DEVICE_OBJECT, request *wdm.IRP, context any) wdm.NTSTATUS {
	if request.PendingReturned {
		wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	}
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	for i := range listeners {
		listeners[i].stop()
	}
	wdm.IoFreeIrp(irp)
}
