package client

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const (
	attempts = 3
	timeout  = -20_000_000 // two seconds from now, in units of 100 ns
)

// any local address and port
var wildcard wsk.SOCKADDR

// exchange is one question and its answer: a datagram socket, the IRP for all
// of its calls, and the buffers. It is complete when Ask returns.
type exchange struct {
	irp    *wdm.IRP
	done   wdm.KEVENT
	socket *wsk.WSK_SOCKET
	table  *wsk.WSK_PROVIDER_DATAGRAM_DISPATCH

	question wsk.WSK_BUF
	answer   wsk.WSK_BUF
	from     wsk.SOCKADDR
	length   uintptr // of the answer
}

// Ask asks a server and says how long its answer is.
func Ask(server, service *wdm.UNICODE_STRING, length *uintptr) wdm.NTSTATUS {
	status := enter()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer leave()

	x := &exchange{}
	wdm.KeInitializeEvent(&x.done, wdm.SynchronizationEvent, false)
	x.irp = wdm.IoAllocateIrp(1, false)
	if x.irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status = x.resolveAndAsk(server, service)
	if wdm.NT_SUCCESS(status) {
		*length = x.length
	}
	wdm.IoFreeIrp(x.irp)
	return status
}

func (x *exchange) resolveAndAsk(server, service *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var list *wsk.ADDRINFOEXW

	x.prepare()
	provider.Dispatch.WskGetAddressInfo(provider.Client, server, service, wsk.NS_ALL, nil, nil, &list, nil, nil, x.irp)
	status := x.wait()
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = wdm.STATUS_NOT_FOUND
	for a := list; a != nil && !wdm.NT_SUCCESS(status); a = a.Ai_next {
		status = x.askAddress(a)
	}
	provider.Dispatch.WskFreeAddressInfo(provider.Client, list)
	return status
}
