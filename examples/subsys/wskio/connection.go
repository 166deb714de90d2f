package wskio

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// patienceConnect is how long a connect may take: five seconds from now, in
// units of 100 ns.
const patienceConnect = -50_000_000

// All of this is guarded by the lock.
var (
	socket   *wsk.WSK_SOCKET // nil if there is no connection
	table    *wsk.WSK_PROVIDER_CONNECTION_DISPATCH
	wildcard wsk.SOCKADDR // any local address and port
	call     request
)

// request is the IRP for all calls, one at a time. It is there as long as the
// part is active, so the socket can always be closed.
type request struct {
	irp  *wdm.IRP
	done wdm.KEVENT
}

func (r *request) allocate() bool {
	wdm.KeInitializeEvent(&r.done, wdm.SynchronizationEvent, false)
	r.irp = wdm.IoAllocateIrp(1, false)
	return r.irp != nil
}

func (r *request) free() {
	wdm.IoFreeIrp(r.irp)
	r.irp = nil
}

// prepare makes the IRP ready for the next call, with its routine set anew.
func (r *request) prepare() {
	wdm.IoReuseIrp(r.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(r.irp, completed, &r.done, true, true, true)
}

// wait returns when the IRP is complete, however the call went.
func (r *request) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	return r.irp.IoStatus.Status
}

// waitFor cancels the call when its time is up, and waits for what comes of it.
func (r *request) waitFor(timeout int64) wdm.NTSTATUS {
	limit := wdm.LARGE_INTEGER{QuadPart: timeout}
	status := wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, &limit)
	if status == wdm.STATUS_TIMEOUT {
		wdm.IoCancelIrp(r.irp)
		wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	}
	return r.irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), 0, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

// connect connects to the first address that answers, unless there is a
// connection.
func connect() wdm.NTSTATUS {
	if socket != nil {
		return wdm.STATUS_SUCCESS
	}
	status := resolve()
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = wdm.STATUS_NOT_FOUND
	for a := addresses; a != nil; a = a.Ai_next {
		status = connectTo(a.Ai_addr)
		if wdm.NT_SUCCESS(status) {
			break
		}
	}
	return status
}

// connectTo looks at the status after a time-out as after any other end: the
// connect may have succeeded, and then there is a socket to be closed one day.
func connectTo(address *wsk.SOCKADDR) wdm.NTSTATUS {
	call.prepare()
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &wildcard, address, 0,
		nil, nil, nil, nil, nil, call.irp)
	status := call.waitFor(patienceConnect)
	if wdm.NT_SUCCESS(status) {
		socket = *(**wsk.WSK_SOCKET)(unsafe.Pointer(&call.irp.IoStatus.Information))
		table = socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
	}
	return status
}

func transmit(message *wsk.WSK_BUF) wdm.NTSTATUS {
	call.prepare()
	table.WskSend(socket, message, 0, call.irp)
	return call.wait()
}

// disconnect closes the socket if there is one.
func disconnect() {
	if socket == nil {
		return
	}
	call.prepare()
	table.WskCloseSocket(socket, call.irp)
	call.wait()
	socket = nil
	table = nil
}
