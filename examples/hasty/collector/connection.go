package collector

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// timeout is how long the connect may take: five seconds from now, in units of
// 100 ns.
const timeout = -50_000_000

// The connection is made before the first write and closed after the last one,
// so nothing guards the variables.
var (
	socket *wsk.WSK_SOCKET // nil if there is no connection
	table  *wsk.WSK_PROVIDER_CONNECTION_DISPATCH
	thread any // receives

	wildcard wsk.SOCKADDR // any local address and port
	address  wsk.SOCKADDR // of the collector, from the registry key
	answer   wsk.WSK_BUF  // its MDL is left out
)

// connect does not wait for a connect that it has cancelled. That one will set
// the event in a frame that is gone; and if it has succeeded by then, nobody
// closes its socket, and WskDeregister waits for ever. Wait for the event again,
// without a limit, and go on as if the time had not been up.
func connect() {
	var done wdm.KEVENT
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return
	}
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(irp, connected, &done, true, true, true)
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &wildcard, &address, 0,
		nil, nil, nil, nil, nil, irp)
	limit := wdm.LARGE_INTEGER{QuadPart: timeout}
	if wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, &limit) == wdm.STATUS_TIMEOUT {
		wdm.IoCancelIrp(irp)
		return // want WSK010
	}
	if wdm.NT_SUCCESS(irp.IoStatus.Status) {
		socket = *(**wsk.WSK_SOCKET)(unsafe.Pointer(&irp.IoStatus.Information))
		table = socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
	}
	wdm.IoFreeIrp(irp)
}

func connected(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NETWORK_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

// disconnect closes the socket with the IRP that has been set aside for it.
func disconnect() {
	closing.prepare()
	table.WskCloseSocket(socket, closing.irp)
	closing.wait()
}

// listen starts the thread that receives.
func listen() wdm.NTSTATUS {
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, receive, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
	wdm.ZwClose(handle)
	return wdm.STATUS_SUCCESS
}
