package sock

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// Stream is a connected socket, for one thread at a time. Its request serves
// all calls, the closing one too: there is always an IRP to close it with.
type Stream struct {
	socket *wsk.WSK_SOCKET
	table  *wsk.WSK_PROVIDER_CONNECTION_DISPATCH
	broken int32 // the peer is gone
	request
}

// any local address and port
var wildcard wsk.SOCKADDR

// Connect opens a stream to an address.
func Connect(address *wsk.SOCKADDR, timeout int64) (*Stream, wdm.NTSTATUS) {
	s := &Stream{}
	status := s.allocate()
	if !wdm.NT_SUCCESS(status) {
		return nil, status
	}

	s.prepare()
	provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &wildcard, address, 0,
		s, &events, nil, nil, nil, s.irp)
	status = s.waitFor(timeout)
	if !wdm.NT_SUCCESS(status) {
		s.free()
		return nil, status
	}

	s.socket = *(**wsk.WSK_SOCKET)(unsafe.Pointer(&s.irp.IoStatus.Information))
	s.table = s.socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
	return s, wdm.STATUS_SUCCESS
}

// Send sends a buffer.
func (s *Stream) Send(buffer *wsk.WSK_BUF) wdm.NTSTATUS {
	if s.isBroken() {
		return wdm.STATUS_CONNECTION_DISCONNECTED
	}
	s.prepare()
	s.table.WskSend(s.socket, buffer, 0, s.irp)
	return s.wait()
}

// Receive receives what comes first, up to the buffer's length.
func (s *Stream) Receive(buffer *wsk.WSK_BUF, timeout int64) wdm.NTSTATUS {
	s.prepare()
	s.table.WskReceive(s.socket, buffer, 0, s.irp)
	return s.waitFor(timeout)
}

// Finish tells the peer that nothing more will come. A peer that does not
// answer is not waited for longer than the time given.
func (s *Stream) Finish(timeout int64) wdm.NTSTATUS {
	s.prepare()
	s.table.WskDisconnect(s.socket, nil, 0, s.irp)
	return s.waitFor(timeout)
}

// Close closes the stream; without a Finish before, the peer sees a reset.
func (s *Stream) Close() {
	s.prepare()
	s.table.WskCloseSocket(s.socket, s.irp)
	s.wait()
	s.free()
}

func (s *Stream) isBroken() bool {
	return wdm.InterlockedCompareExchange(&s.broken, 0, 0) != 0
}

// disconnected runs at up to DISPATCH_LEVEL, at any time until the socket is
// closed; the stream lives longer than that.
func disconnected(context any, flags uint32) wdm.NTSTATUS {
	s := context.(*Stream)
	wdm.InterlockedExchange(&s.broken, 1)
	return wdm.STATUS_SUCCESS
}
