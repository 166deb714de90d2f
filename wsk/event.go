package wsk

import "github.com/wskvet/wskvet/wdm"

// The callbacks run at up to DISPATCH_LEVEL, in the context of any thread, and
// must not wait for another WSK request.

// PFN_WSK_CLIENT_EVENT is WskClientEvent: no events are defined, so it returns
// STATUS_NOT_IMPLEMENTED.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_client_event
type PFN_WSK_CLIENT_EVENT = func(clientContext any, eventType uint32, information any, informationLength uintptr) wdm.NTSTATUS

// PFN_WSK_ACCEPT_EVENT is WskAcceptEvent: STATUS_SUCCESS takes the new socket
// over; a nil acceptSocket says that the listening socket is dead.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_accept_event
type PFN_WSK_ACCEPT_EVENT = func(
	socketContext any,
	flags uint32,
	localAddress *SOCKADDR,
	remoteAddress *SOCKADDR,
	acceptSocket *WSK_SOCKET,
	acceptSocketContext *any,
	acceptSocketDispatch **WSK_CLIENT_CONNECTION_DISPATCH,
) wdm.NTSTATUS

// PFN_WSK_INSPECT_EVENT is WskInspectEvent: it decides on a connection request
// of a conditional-accept socket.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_inspect_event
type PFN_WSK_INSPECT_EVENT = func(socketContext any, localAddress *SOCKADDR, remoteAddress *SOCKADDR, inspectID *WSK_INSPECT_ID) WSK_INSPECT_ACTION

// PFN_WSK_ABORT_EVENT is WskAbortEvent: an inspected request is gone.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_abort_event
type PFN_WSK_ABORT_EVENT = func(socketContext any, inspectID *WSK_INSPECT_ID) wdm.NTSTATUS

// PFN_WSK_RECEIVE_FROM_EVENT is WskReceiveFromEvent: STATUS_PENDING keeps the
// datagrams, which then are owed a WskRelease.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_receive_from_event
type PFN_WSK_RECEIVE_FROM_EVENT = func(socketContext any, flags uint32, dataIndication *WSK_DATAGRAM_INDICATION) wdm.NTSTATUS

// PFN_WSK_RECEIVE_EVENT is WskReceiveEvent: STATUS_PENDING keeps the data,
// which then are owed a WskRelease.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_receive_event
type PFN_WSK_RECEIVE_EVENT = func(
	socketContext any,
	flags uint32,
	dataIndication *WSK_DATA_INDICATION,
	bytesIndicated uintptr,
	bytesAccepted *uintptr,
) wdm.NTSTATUS

// PFN_WSK_DISCONNECT_EVENT is WskDisconnectEvent: the peer has disconnected,
// abortively where flags say so.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_disconnect_event
type PFN_WSK_DISCONNECT_EVENT = func(socketContext any, flags uint32) wdm.NTSTATUS

// PFN_WSK_SEND_BACKLOG_EVENT is WskSendBacklogEvent: the ideal amount of data
// in flight has changed.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_send_backlog_event
type PFN_WSK_SEND_BACKLOG_EVENT = func(socketContext any, idealBacklogSize uintptr) wdm.NTSTATUS

// WSK_CLIENT_LISTEN_DISPATCH holds the callbacks of a listening socket.
// Page: wsk/ns-wsk-_wsk_client_listen_dispatch
type WSK_CLIENT_LISTEN_DISPATCH struct {
	WskAcceptEvent  PFN_WSK_ACCEPT_EVENT
	WskInspectEvent PFN_WSK_INSPECT_EVENT
	WskAbortEvent   PFN_WSK_ABORT_EVENT
}

// WSK_CLIENT_DATAGRAM_DISPATCH holds the callback of a datagram socket.
// Page: wsk/ns-wsk-_wsk_client_datagram_dispatch
type WSK_CLIENT_DATAGRAM_DISPATCH struct {
	WskReceiveFromEvent PFN_WSK_RECEIVE_FROM_EVENT
}

// WSK_CLIENT_CONNECTION_DISPATCH holds the callbacks of a connection-oriented
// socket.
// Page: wsk/ns-wsk-_wsk_client_connection_dispatch
type WSK_CLIENT_CONNECTION_DISPATCH struct {
	WskReceiveEvent     PFN_WSK_RECEIVE_EVENT
	WskDisconnectEvent  PFN_WSK_DISCONNECT_EVENT
	WskSendBacklogEvent PFN_WSK_SEND_BACKLOG_EVENT
}

// WSK_CLIENT_STREAM_DISPATCH holds the callbacks of a stream socket, which may
// come to listen or to connect.
// Page: wsk/ns-wsk-_wsk_client_stream_dispatch
type WSK_CLIENT_STREAM_DISPATCH struct {
	Listen  *WSK_CLIENT_LISTEN_DISPATCH
	Connect *WSK_CLIENT_CONNECTION_DISPATCH
}

// WSK_INSPECT_ID names a connection request by its contents, not its address:
// copy it to keep it.
// Page: wsk/ns-wsk-_wsk_inspect_id
type WSK_INSPECT_ID struct {
	Key          uintptr
	SerialNumber uint32
}

// WSK_INSPECT_ACTION is what WskInspectEvent decides.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_inspect_event
type WSK_INSPECT_ACTION int32

// The decisions of WskInspectEvent; WskInspectComplete takes the first two.
// Page: wsk/nc-wsk-pfn_wsk_inspect_event
const (
	WskInspectReject WSK_INSPECT_ACTION = iota
	WskInspectAccept
	WskInspectPend
	WskInspectMax
)

// WSK_BUF is a locked chain of MDLs and the part of it that holds the data.
// Page: wsk/ns-wsk-_wsk_buf
type WSK_BUF struct {
	Mdl    *wdm.MDL
	Offset uint32
	Length uintptr
}

// WSK_BUF_LIST is the list of datagrams that WskSendMessages sends.
// Page: wsk/ns-wsk-wsk_buf_list
type WSK_BUF_LIST struct {
	Next   *WSK_BUF_LIST
	Buffer WSK_BUF
}

// WSK_DATA_INDICATION is a list of received data on a connection.
// Page: wsk/ns-wsk-_wsk_data_indication
type WSK_DATA_INDICATION struct {
	Next   *WSK_DATA_INDICATION
	Buffer WSK_BUF
}

// WSK_DATAGRAM_INDICATION is a list of received datagrams.
// Page: wsk/ns-wsk-_wsk_datagram_indication
type WSK_DATAGRAM_INDICATION struct {
	Next              *WSK_DATAGRAM_INDICATION
	Buffer            WSK_BUF
	ControlInfo       *CMSGHDR
	ControlInfoLength uint32
	RemoteAddress     *SOCKADDR
}
