// Package server is the echo server. Its sockets are touched by the worker
// thread alone, so none is closed while another call on it is in progress.
package server

import (
	"unsafe"

	"github.com/wskvet/wskvet/examples/echo/queue"
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	events       wsk.WSK_CLIENT_LISTEN_DISPATCH
	interfaceID  wdm.NPIID // stands for NPI_WSK_INTERFACE_ID
	address      wsk.SOCKADDR
	worker       queue.Queue

	listening   listener
	connections *connection // a list; the worker's
	stopping    bool        // the worker's
)

// listener is the socket that accepts.
type listener struct {
	socket *wsk.WSK_SOCKET
	table  *wsk.WSK_PROVIDER_LISTEN_DISPATCH
	request

	opening queue.Operation
	closing queue.Operation
}

// Start registers and starts the worker, which does the rest.
func Start() wdm.NTSTATUS {
	events.WskAcceptEvent = accepted

	if !listening.allocate() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}

	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		listening.free()
		return status
	}

	status = worker.Start()
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		listening.free()
		return status
	}

	worker.Post(&listening.opening, open)
	return wdm.STATUS_SUCCESS
}

// Stop returns when every socket is closed and the worker has ended. If the
// worker still waits for the provider, WskDeregister ends that wait.
func Stop() {
	worker.Post(&listening.closing, shutDown)
	wsk.WskDeregister(&registration)
	worker.Stop()
	listening.free()
}

// open waits for the provider and creates the listening socket. The socket
// outlives the capture.
func open(op *queue.Operation) {
	var provider wsk.WSK_PROVIDER_NPI

	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("echo: no provider: %x", status)
		return
	}
	status = listening.create(&provider)
	wsk.WskReleaseProviderNPI(&registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("echo: not listening: %x", status)
	}
}

// reopen replaces a listening socket that the provider has given up.
func reopen(op *queue.Operation) {
	if stopping {
		return
	}
	listening.close()
	open(op)
}

// shutDown closes everything. A connection that was accepted meanwhile comes
// after it in the queue, and is closed there.
func shutDown(op *queue.Operation) {
	stopping = true
	listening.close()

	for connections != nil {
		connections.close() // takes it off the list
	}
}

func (l *listener) create(provider *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	l.prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET6, wsk.SOCK_STREAM, wsk.IPPROTO_TCP,
		wsk.WSK_FLAG_LISTEN_SOCKET, nil, &events, nil, nil, nil, l.irp)
	status := l.wait()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	l.socket = *(**wsk.WSK_SOCKET)(unsafe.Pointer(&l.irp.IoStatus.Information))
	l.table = l.socket.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH)

	status = l.listen()
	if !wdm.NT_SUCCESS(status) {
		l.close()
	}
	return status
}

// listen binds the socket, then asks for accept events. Enabling an event takes
// no IRP.
func (l *listener) listen() wdm.NTSTATUS {
	l.prepare()
	l.table.WskBind(l.socket, &address, 0, l.irp)
	status := l.wait()
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	control := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &interfaceID, EventMask: wsk.WSK_EVENT_ACCEPT}
	return l.table.WskControlSocket(l.socket, wsk.WskSetOption, wsk.SO_WSK_EVENT_CALLBACK, wsk.SOL_SOCKET,
		unsafe.Sizeof(control), &control, 0, nil, nil, nil)
}

func (l *listener) close() {
	if l.socket == nil {
		return
	}
	l.prepare()
	l.table.WskCloseSocket(l.socket, l.irp)
	l.wait()
	l.socket = nil
	l.table = nil
}

// accepted is called at up to DISPATCH_LEVEL: it only hands on. Without a
// socket it says that the listening socket is no longer of use.
func accepted(context any, flags uint32, local, remote *wsk.SOCKADDR, socket *wsk.WSK_SOCKET, socketContext *any, socketDispatch **wsk.WSK_CLIENT_CONNECTION_DISPATCH) wdm.NTSTATUS {
	if socket == nil {
		worker.Post(&listening.opening, reopen)
		return wdm.STATUS_REQUEST_NOT_ACCEPTED
	}

	c := newConnection(socket)
	if c == nil {
		return wdm.STATUS_REQUEST_NOT_ACCEPTED
	}
	*socketContext = nil
	*socketDispatch = nil
	worker.Post(&c.operation, adopt)
	return wdm.STATUS_SUCCESS
}
