// Package stepwise_ok is driven by the completion routine of its one IRP, which starts
// each next request. Unload says stop, and waits for the last.
package stepwise_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type step int

const (
	opening step = iota
	binding
	connecting
	receiving
	closing
)

type session struct {
	irp        *wdm.IRP
	sock       *wsk.WSK_SOCKET
	step       step
	stopping   bool
	references int32
	idle       wdm.KEVENT
	buffer     wsk.WSK_BUF
}

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	address      wsk.SOCKADDR
	client       session
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	if !client.start() {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	driver.DriverUnload = unload
	return wdm.STATUS_SUCCESS
}

func (s *session) start() bool {
	wdm.KeInitializeEvent(&s.idle, wdm.NotificationEvent, false)
	s.references = 1
	s.irp = wdm.IoAllocateIrp(1, false)
	if s.irp == nil {
		return false
	}
	s.next(opening)
	return true
}

func (s *session) next(to step) {
	s.step = to
	wdm.IoReuseIrp(s.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(s.irp, completed, s, true, true, true)
	switch to {
	case opening:
		provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_CONNECTION_SOCKET, s, nil, nil, nil, nil, s.irp)
	case binding:
		s.table().WskBind(s.sock, &address, 0, s.irp)
	case connecting:
		s.table().WskConnect(s.sock, &address, 0, s.irp)
	case receiving:
		s.table().WskReceive(s.sock, &s.buffer, 0, s.irp)
	case closing:
		s.table().WskCloseSocket(s.sock, s.irp)
	}
}

func (s *session) table() *wsk.WSK_PROVIDER_CONNECTION_DISPATCH {
	return s.sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
}

// proceed is the next step after one that has ended well or not.
func (s *session) proceed(status wdm.NTSTATUS, to step) {
	if !wdm.NT_SUCCESS(status) || s.stopping {
		to = closing
	}
	s.next(to)
}

func (s *session) dereference() {
	if wdm.InterlockedDecrement(&s.references) == 0 {
		wdm.KeSetEvent(&s.idle, wdm.IO_NO_INCREMENT, false)
	}
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	s := context.(*session)
	status := irp.IoStatus.Status
	switch s.step {
	case opening:
		if !wdm.NT_SUCCESS(status) {
			s.dereference()
			break
		}
		s.sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
		s.next(binding)
	case binding:
		s.proceed(status, connecting)
	case connecting, receiving:
		s.proceed(status, receiving)
	case closing:
		s.sock = nil
		s.dereference()
	}
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func (s *session) stop() {
	s.stopping = true
	wdm.IoCancelIrp(s.irp)
	wdm.KeWaitForSingleObject(&s.idle, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.IoFreeIrp(s.irp)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	client.stop()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
