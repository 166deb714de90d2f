// Package workitem_silent_halts never says that its work item has deregistered: its unload
// function waits for ever, whatever a request on the socket still signals.
package workitem_silent_halts

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	provider wsk.WSK_PROVIDER_NPI
	events   wsk.WSK_CLIENT_CONNECTION_DISPATCH
	local    wsk.SOCKADDR
	remote   wsk.SOCKADDR
	irp      *wdm.IRP
	closeIrp *wdm.IRP
	done     wdm.KEVENT
	closed   wdm.KEVENT
	sock     *wsk.WSK_SOCKET
	device   *wdm.DEVICE_OBJECT
	item     *wdm.IO_WORKITEM
	stopped  wdm.KEVENT
	stopping int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	events.WskDisconnectEvent = disconnected
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	wdm.KeInitializeEvent(&closed, wdm.NotificationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	closeIrp = wdm.IoAllocateIrp(1, false)
	if closeIrp == nil {
		wdm.IoFreeIrp(irp)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(closeIrp)
		wdm.IoFreeIrp(irp)
		return status
	}
	item = wdm.IoAllocateWorkItem(device)
	if item == nil {
		wdm.IoDeleteDevice(device)
		wdm.IoFreeIrp(closeIrp)
		wdm.IoFreeIrp(irp)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&stopped, wdm.NotificationEvent, false)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeWorkItem(item)
		wdm.IoDeleteDevice(device)
		wdm.IoFreeIrp(closeIrp)
		wdm.IoFreeIrp(irp)
		return status
	}
	connect()
	return wdm.STATUS_SUCCESS
}

func connect() {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return
	}
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, &events, nil, nil, nil, irp)
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	if wdm.NT_SUCCESS(irp.IoStatus.Status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	wsk.WskReleaseProviderNPI(&registration)
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func disconnected(context any, flags uint32) wdm.NTSTATUS {
	shut()
	begin()
	return wdm.STATUS_SUCCESS
}

// shut begins to close the socket.
func shut() {
	if sock == nil {
		return
	}
	wdm.IoSetCompletionRoutine(closeIrp, completed, &closed, true, true, true)
	sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(sock, closeIrp)
	sock = nil
}

// begin has the work item deregister, once.
func begin() {
	if wdm.InterlockedExchange(&stopping, 1) == 0 {
		wdm.IoQueueWorkItem(item, stop, wdm.DelayedWorkQueue, nil)
	}
}

func stop(device *wdm.DEVICE_OBJECT, context any) {
	wsk.WskDeregister(&registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	shut()
	begin()
	wdm.KeWaitForSingleObject(&stopped, wdm.Executive, wdm.KernelMode, false, nil) // want inconclusive
	wdm.IoFreeWorkItem(item)
	wdm.IoDeleteDevice(device)
	wdm.IoFreeIrp(closeIrp)
	wdm.IoFreeIrp(irp)
}
