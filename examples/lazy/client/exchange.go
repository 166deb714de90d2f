package client

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// askAddress opens a socket, asks, and closes the socket, whatever came of it.
func (x *exchange) askAddress(a *wsk.ADDRINFOEXW) wdm.NTSTATUS {
	status := x.open(wsk.ADDRESS_FAMILY(a.Ai_family))
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = x.bind()
	if wdm.NT_SUCCESS(status) {
		status = x.askOften(a.Ai_addr)
	}
	x.close()
	return status
}

// askOften asks again when no answer comes: datagrams get lost.
func (x *exchange) askOften(address *wsk.SOCKADDR) wdm.NTSTATUS {
	status := wdm.STATUS_IO_TIMEOUT
	for range attempts {
		status = x.send(address)
		if !wdm.NT_SUCCESS(status) {
			return status
		}
		status = x.receive()
		if wdm.NT_SUCCESS(status) {
			return status
		}
	}
	return status
}

func (x *exchange) open(family wsk.ADDRESS_FAMILY) wdm.NTSTATUS {
	x.prepare()
	provider.Dispatch.WskSocket(provider.Client, family, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP,
		wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, x.irp)
	status := x.wait()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	x.socket = *(**wsk.WSK_SOCKET)(unsafe.Pointer(&x.irp.IoStatus.Information))
	x.table = x.socket.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH)
	return status
}

func (x *exchange) bind() wdm.NTSTATUS {
	x.prepare()
	x.table.WskBind(x.socket, &wildcard, 0, x.irp)
	return x.wait()
}

func (x *exchange) send(address *wsk.SOCKADDR) wdm.NTSTATUS {
	x.prepare()
	x.table.WskSendTo(x.socket, &x.question, 0, address, 0, nil, x.irp)
	return x.wait()
}

// receive gives up after a time. The provider has the IRP and the buffers until
// the IRP is complete, so a cancelled receive is waited for like any other; and
// the answer may have come just then.
func (x *exchange) receive() wdm.NTSTATUS {
	x.prepare()
	x.table.WskReceiveFrom(x.socket, &x.answer, 0, &x.from, nil, nil, nil, x.irp)

	limit := wdm.LARGE_INTEGER{QuadPart: timeout}
	status := wdm.KeWaitForSingleObject(&x.done, wdm.Executive, wdm.KernelMode, false, &limit)
	if status != wdm.STATUS_TIMEOUT {
		return x.irp.IoStatus.Status
	}
	wdm.IoCancelIrp(x.irp)
	return x.wait()
}

// close ends the socket. The length of the answer is kept: the IRP is used
// again.
func (x *exchange) close() {
	x.length = x.irp.IoStatus.Information
	x.prepare()
	x.table.WskCloseSocket(x.socket, x.irp)
	x.wait()
	x.socket = nil
	x.table = nil
}

// prepare makes the IRP ready for the next call. The routine is set each time,
// since IoReuseIrp clears it.
func (x *exchange) prepare() {
	wdm.IoReuseIrp(x.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(x.irp, completed, x, true, true, true)
}

func (x *exchange) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&x.done, wdm.Executive, wdm.KernelMode, false, nil)
	return x.irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	x := context.(*exchange)
	wdm.KeSetEvent(&x.done, 0, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
