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

// connect looks at the status whether the time was up or not: a connection that
// came late is one.
func connect() {
	opening.prepare()
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &wildcard, &address, 0,
		nil, nil, nil, nil, nil, opening.irp)
	if wdm.NT_SUCCESS(opening.waitFor(timeout)) {
		socket = *(**wsk.WSK_SOCKET)(unsafe.Pointer(&opening.irp.IoStatus.Information))
		table = socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
	}
}

// disconnect closes the socket with the IRP that has been set aside for it.
// Nobody may be inside a call, or come to make one.
func disconnect() {
	closing.prepare()
	table.WskCloseSocket(socket, closing.irp)
	closing.wait()
	socket = nil
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
