package wsk

import (
	"github.com/wskvet/wskvet/wdm"
)

// WSK_SOCKET is an open socket. Dispatch points to the table of its category.
// Page: wsk/ns-wsk-_wsk_socket
type WSK_SOCKET struct{ Dispatch any }

// WSK_CONTROL_SOCKET_TYPE says what a control request is about.
// Page: wsk/ne-wsk-_wsk_control_socket_type
type WSK_CONTROL_SOCKET_TYPE int32

// WSK_INSPECT_ACTION is the answer to a connection that waits for inspection.
// Page: wsk/ne-wsk-wsk_inspect_action
type WSK_INSPECT_ACTION int32

// WSK_PROVIDER_BASIC_DISPATCH is what every socket can do. After WskCloseSocket
// no function of a socket may be called.
// Page: wsk/ns-wsk-_wsk_provider_basic_dispatch
type WSK_PROVIDER_BASIC_DISPATCH struct {
	WskControlSocket func(socket *WSK_SOCKET, request WSK_CONTROL_SOCKET_TYPE, code, level uint32, inputSize uintptr, input any, outputSize uintptr, output any, returned *uintptr, irp *wdm.IRP) wdm.NTSTATUS
	WskCloseSocket   func(socket *WSK_SOCKET, irp *wdm.IRP) wdm.NTSTATUS
}

// WSK_PROVIDER_LISTEN_DISPATCH is the functions of a listening socket.
// Page: wsk/ns-wsk-_wsk_provider_listen_dispatch
type WSK_PROVIDER_LISTEN_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind            func(socket *WSK_SOCKET, local *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskAccept          func(socket *WSK_SOCKET, flags uint32, context any, dispatch *WSK_CLIENT_CONNECTION_DISPATCH, local, remote *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskInspectComplete func(socket *WSK_SOCKET, id *WSK_INSPECT_ID, action WSK_INSPECT_ACTION, irp *wdm.IRP) wdm.NTSTATUS
	WskGetLocalAddress func(socket *WSK_SOCKET, local *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
}

// WSK_PROVIDER_DATAGRAM_DISPATCH is the functions of a datagram socket.
// Page: wsk/ns-wsk-_wsk_provider_datagram_dispatch
type WSK_PROVIDER_DATAGRAM_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind            func(socket *WSK_SOCKET, local *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskSendTo          func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, remote *SOCKADDR, controlLength uint32, control any, irp *wdm.IRP) wdm.NTSTATUS
	WskReceiveFrom     func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, remote *SOCKADDR, controlLength *uint32, control any, controlFlags *uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskRelease         func(socket *WSK_SOCKET, list *WSK_DATAGRAM_INDICATION) wdm.NTSTATUS
	WskGetLocalAddress func(socket *WSK_SOCKET, local *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskSendMessages    func(socket *WSK_SOCKET, list any, flags uint32, remote *SOCKADDR, controlLength uint32, control any, irp *wdm.IRP) wdm.NTSTATUS
}

// WSK_PROVIDER_CONNECTION_DISPATCH is the functions of a connection-oriented
// socket.
// Page: wsk/ns-wsk-_wsk_provider_connection_dispatch
type WSK_PROVIDER_CONNECTION_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind             func(socket *WSK_SOCKET, local *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskConnect          func(socket *WSK_SOCKET, remote *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskGetLocalAddress  func(socket *WSK_SOCKET, local *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskGetRemoteAddress func(socket *WSK_SOCKET, remote *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskSend             func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskReceive          func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskDisconnect       func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskRelease          func(socket *WSK_SOCKET, list *WSK_DATA_INDICATION) wdm.NTSTATUS
	WskConnectEx        func(socket *WSK_SOCKET, remote *SOCKADDR, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
}

// WSK_PROVIDER_STREAM_DISPATCH is the functions of a stream socket, which
// listens or connects.
// Page: wsk/ns-wsk-_wsk_provider_stream_dispatch
type WSK_PROVIDER_STREAM_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind             func(socket *WSK_SOCKET, local *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskAccept           func(socket *WSK_SOCKET, flags uint32, context any, dispatch *WSK_CLIENT_CONNECTION_DISPATCH, local, remote *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskConnect          func(socket *WSK_SOCKET, remote *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskListen           func(socket *WSK_SOCKET, irp *wdm.IRP) wdm.NTSTATUS
	WskSend             func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskReceive          func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskDisconnect       func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskRelease          func(socket *WSK_SOCKET, list *WSK_DATA_INDICATION) wdm.NTSTATUS
	WskGetLocalAddress  func(socket *WSK_SOCKET, local *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskGetRemoteAddress func(socket *WSK_SOCKET, remote *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskConnectEx        func(socket *WSK_SOCKET, remote *SOCKADDR, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
}
