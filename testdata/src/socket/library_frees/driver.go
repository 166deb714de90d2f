// Package library_frees frees the IRP of a close that is pending.
package library_frees

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

// stream is a socket, and the IRP of all that is done with it.
type stream struct {
	sock *wsk.WSK_SOCKET
	irp  *wdm.IRP
	done wdm.KEVENT
}

var (
	peer   *stream
	remote wsk.SOCKADDR
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if wdm.NT_SUCCESS(status) {
		peer, status = dial()
		wsk.WskReleaseProviderNPI(&registration)
	}
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

// dial makes a socket and connects it.
func dial() (*stream, wdm.NTSTATUS) {
	s := &stream{irp: wdm.IoAllocateIrp(1, false)}
	if s.irp == nil {
		return nil, wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&s.done, wdm.SynchronizationEvent, false)
	s.prepare()
	status := s.await(provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_CONNECTION_SOCKET, nil, nil, nil, nil, nil, s.irp))
	if wdm.NT_SUCCESS(status) {
		s.sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(s.irp.IoStatus.Information))
		s.prepare()
		status = s.await(s.table().WskConnect(s.sock, &remote, 0, s.irp))
	}
	if !wdm.NT_SUCCESS(status) {
		s.shut()
		return nil, status
	}
	return s, status
}

func (s *stream) table() *wsk.WSK_PROVIDER_CONNECTION_DISPATCH {
	return s.sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
}

func (s *stream) prepare() {
	wdm.KeResetEvent(&s.done)
	wdm.IoReuseIrp(s.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(s.irp, completed, &s.done, true, true, true)
}

func (s *stream) await(status wdm.NTSTATUS) wdm.NTSTATUS {
	if status == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&s.done, wdm.Executive, wdm.KernelMode, false, nil)
		status = s.irp.IoStatus.Status
	}
	return status
}

// shut closes the socket, if there is one, and frees the rest.
func (s *stream) shut() {
	if s.sock != nil {
		s.prepare()
		s.table().WskCloseSocket(s.sock, s.irp)
	}
	wdm.IoFreeIrp(s.irp) // want WSK010
	wdm.ExFreePool(s)
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	peer.shut()
	wsk.WskDeregister(&registration)
}
