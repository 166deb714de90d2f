package wsk

import "github.com/wskvet/wskvet/wdm"

// WSK_SOCKET is a socket. Dispatch is a pointer to the WSK_PROVIDER_*_DISPATCH
// of its category; it is dead from the call of WskCloseSocket on.
// Page: wsk/ns-wsk-_wsk_socket
type WSK_SOCKET struct {
	Dispatch any
}

// WSK_PROVIDER_BASIC_DISPATCH holds the functions that every socket has.
// Page: wsk/ns-wsk-_wsk_provider_basic_dispatch
type WSK_PROVIDER_BASIC_DISPATCH struct {
	WskControlSocket PFN_WSK_CONTROL_SOCKET
	WskCloseSocket   PFN_WSK_CLOSE_SOCKET
}

// WSK_PROVIDER_LISTEN_DISPATCH holds the functions of a listening socket.
// Page: wsk/ns-wsk-_wsk_provider_listen_dispatch
type WSK_PROVIDER_LISTEN_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind            PFN_WSK_BIND
	WskAccept          PFN_WSK_ACCEPT
	WskInspectComplete PFN_WSK_INSPECT_COMPLETE
	WskGetLocalAddress PFN_WSK_GET_LOCAL_ADDRESS
}

// WSK_PROVIDER_DATAGRAM_DISPATCH holds the functions of a datagram socket.
// Page: wsk/ns-wsk-_wsk_provider_datagram_dispatch
type WSK_PROVIDER_DATAGRAM_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind            PFN_WSK_BIND
	WskSendTo          PFN_WSK_SEND_TO
	WskReceiveFrom     PFN_WSK_RECEIVE_FROM
	WskRelease         PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST
	WskGetLocalAddress PFN_WSK_GET_LOCAL_ADDRESS
	WskSendMessages    PFN_WSK_SEND_MESSAGES
}

// WSK_PROVIDER_CONNECTION_DISPATCH holds the functions of a connection-oriented
// socket.
// Page: wsk/ns-wsk-_wsk_provider_connection_dispatch
type WSK_PROVIDER_CONNECTION_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind             PFN_WSK_BIND
	WskConnect          PFN_WSK_CONNECT
	WskGetLocalAddress  PFN_WSK_GET_LOCAL_ADDRESS
	WskGetRemoteAddress PFN_WSK_GET_REMOTE_ADDRESS
	WskSend             PFN_WSK_SEND
	WskReceive          PFN_WSK_RECEIVE
	WskDisconnect       PFN_WSK_DISCONNECT
	WskRelease          PFN_WSK_RELEASE_DATA_INDICATION_LIST
	WskConnectEx        PFN_WSK_CONNECT_EX
	WskSendEx           PFN_WSK_SEND_EX
	WskReceiveEx        PFN_WSK_RECEIVE_EX
}

// WSK_PROVIDER_STREAM_DISPATCH holds the functions of a stream socket, which
// either listens or connects.
// Page: wsk/ns-wsk-_wsk_provider_stream_dispatch
type WSK_PROVIDER_STREAM_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind             PFN_WSK_BIND
	WskAccept           PFN_WSK_ACCEPT
	WskConnect          PFN_WSK_CONNECT
	WskListen           PFN_WSK_LISTEN
	WskSend             PFN_WSK_SEND
	WskReceive          PFN_WSK_RECEIVE
	WskDisconnect       PFN_WSK_DISCONNECT
	WskRelease          PFN_WSK_RELEASE_DATA_INDICATION_LIST
	WskGetLocalAddress  PFN_WSK_GET_LOCAL_ADDRESS
	WskGetRemoteAddress PFN_WSK_GET_REMOTE_ADDRESS
	WskConnectEx        PFN_WSK_CONNECT_EX
	WskSendEx           PFN_WSK_SEND_EX
	WskReceiveEx        PFN_WSK_RECEIVE_EX
}

// PFN_WSK_CONTROL_SOCKET gets or sets an option or carries out an I/O control
// operation; the buffers live until the IRP completes.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_control_socket
type PFN_WSK_CONTROL_SOCKET = func(
	socket *WSK_SOCKET,
	requestType WSK_CONTROL_SOCKET_TYPE,
	controlCode uint32,
	level uint32,
	inputSize uintptr,
	inputBuffer any,
	outputSize uintptr,
	outputBuffer any,
	outputSizeReturned *uintptr,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_CLOSE_SOCKET closes a socket: no call on it may be in progress and
// none may follow.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_close_socket
type PFN_WSK_CLOSE_SOCKET = func(socket *WSK_SOCKET, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_BIND binds a socket to a local address; a listening socket starts to
// listen.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_bind
type PFN_WSK_BIND = func(socket *WSK_SOCKET, localAddress *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_LISTEN makes a bound stream socket listen.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_listen
type PFN_WSK_LISTEN = func(socket *WSK_SOCKET, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_ACCEPT takes an incoming connection; on success the IRP's Information
// points to its socket and WskCloseSocket is owed.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_accept
type PFN_WSK_ACCEPT = func(
	listenSocket *WSK_SOCKET,
	flags uint32,
	acceptSocketContext any,
	acceptSocketDispatch *WSK_CLIENT_CONNECTION_DISPATCH,
	localAddress *SOCKADDR,
	remoteAddress *SOCKADDR,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_INSPECT_COMPLETE decides on a connection request that WskInspectEvent
// left pending.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_inspect_complete
type PFN_WSK_INSPECT_COMPLETE = func(listenSocket *WSK_SOCKET, inspectID *WSK_INSPECT_ID, action WSK_INSPECT_ACTION, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_CONNECT connects a bound socket.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_connect
type PFN_WSK_CONNECT = func(socket *WSK_SOCKET, remoteAddress *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_CONNECT_EX connects a bound socket and may send the first data.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_connect_ex
type PFN_WSK_CONNECT_EX = func(socket *WSK_SOCKET, remoteAddress *SOCKADDR, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_DISCONNECT disconnects, gracefully unless flags say WSK_FLAG_ABORTIVE;
// a graceful one might not complete.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_disconnect
type PFN_WSK_DISCONNECT = func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_SEND sends on a connection; the MDLs stay locked until the IRP
// completes.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_send
type PFN_WSK_SEND = func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_SEND_EX sends on a connection with control information; the system
// reserves it.
// Page: wsk/ns-wsk-_wsk_provider_stream_dispatch
type PFN_WSK_SEND_EX = func(
	socket *WSK_SOCKET,
	buffer *WSK_BUF,
	flags uint32,
	controlInfoLength uint32,
	controlInfo *CMSGHDR,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_RECEIVE receives on a connection; the MDLs stay locked until the IRP
// completes.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_receive
type PFN_WSK_RECEIVE = func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_RECEIVE_EX receives on a connection with control information; the
// system reserves it.
// Page: wsk/ns-wsk-_wsk_provider_stream_dispatch
type PFN_WSK_RECEIVE_EX = func(
	socket *WSK_SOCKET,
	buffer *WSK_BUF,
	flags uint32,
	controlInfoLength *uint32,
	controlInfo *CMSGHDR,
	controlFlags *uint32,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_SEND_TO sends a datagram; everything handed over lives until the IRP
// completes.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_send_to
type PFN_WSK_SEND_TO = func(
	socket *WSK_SOCKET,
	buffer *WSK_BUF,
	flags uint32,
	remoteAddress *SOCKADDR,
	controlInfoLength uint32,
	controlInfo *CMSGHDR,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_SEND_MESSAGES sends a list of datagrams; everything handed over lives
// until the IRP completes.
// Page: wsk/nc-wsk-pfn_wsk_send_messages
type PFN_WSK_SEND_MESSAGES = func(
	socket *WSK_SOCKET,
	bufferList *WSK_BUF_LIST,
	flags uint32,
	remoteAddress *SOCKADDR,
	controlInfoLength uint32,
	controlInfo *CMSGHDR,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_RECEIVE_FROM receives a datagram; everything handed over lives until
// the IRP completes.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_receive_from
type PFN_WSK_RECEIVE_FROM = func(
	socket *WSK_SOCKET,
	buffer *WSK_BUF,
	flags uint32,
	remoteAddress *SOCKADDR,
	controlLength *uint32,
	controlInfo *CMSGHDR,
	controlFlags *uint32,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_RELEASE_DATA_INDICATION_LIST is WskRelease of a connection: it gives
// data back that WskReceiveEvent kept, before the socket is closed.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_release_data_indication_list
type PFN_WSK_RELEASE_DATA_INDICATION_LIST = func(socket *WSK_SOCKET, dataIndication *WSK_DATA_INDICATION) wdm.NTSTATUS

// PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST is WskRelease of a datagram socket:
// it gives datagrams back that WskReceiveFromEvent kept.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_release_datagram_indication_list
type PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST = func(socket *WSK_SOCKET, datagramIndication *WSK_DATAGRAM_INDICATION) wdm.NTSTATUS

// PFN_WSK_GET_LOCAL_ADDRESS reads the address a socket is bound to.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_get_local_address
type PFN_WSK_GET_LOCAL_ADDRESS = func(socket *WSK_SOCKET, localAddress *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS

// PFN_WSK_GET_REMOTE_ADDRESS reads the address a socket is connected to.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_get_remote_address
type PFN_WSK_GET_REMOTE_ADDRESS = func(socket *WSK_SOCKET, remoteAddress *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
