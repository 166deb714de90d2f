package wsk

import (
	"github.com/wskvet/wskvet/wdm"
)

// WSK_BUF describes data to send or room for data to receive.
// Page: wsk/ns-wsk-_wsk_buf
type WSK_BUF struct {
	Mdl    *wdm.MDL
	Offset uint32
	Length uintptr
}

// WSK_DATA_INDICATION is received data; a callback that returns STATUS_PENDING
// keeps it, and owes a WskRelease.
// Page: wsk/ns-wsk-_wsk_data_indication
type WSK_DATA_INDICATION struct {
	Next   *WSK_DATA_INDICATION
	Buffer WSK_BUF
}

// WSK_DATAGRAM_INDICATION is a received datagram.
// Page: wsk/ns-wsk-_wsk_datagram_indication
type WSK_DATAGRAM_INDICATION struct {
	Next              *WSK_DATAGRAM_INDICATION
	Buffer            WSK_BUF
	ControlInfo       any
	ControlInfoLength uint32
	RemoteAddress     *SOCKADDR
}

// WSK_INSPECT_ID names a connection that waits for inspection.
// Page: wsk/ns-wsk-_wsk_inspect_id
type WSK_INSPECT_ID struct{ Key, SerialNumber uintptr }

// WSK_CLIENT_LISTEN_DISPATCH holds the event callbacks of a listening socket,
// called at or below DISPATCH_LEVEL.
// Page: wsk/ns-wsk-_wsk_client_listen_dispatch
type WSK_CLIENT_LISTEN_DISPATCH struct {
	WskAcceptEvent  func(context any, flags uint32, local, remote *SOCKADDR, accepted *WSK_SOCKET, acceptedContext *any, acceptedDispatch **WSK_CLIENT_CONNECTION_DISPATCH) wdm.NTSTATUS
	WskInspectEvent func(context any, local, remote *SOCKADDR, id *WSK_INSPECT_ID) WSK_INSPECT_ACTION
	WskAbortEvent   func(context any, id *WSK_INSPECT_ID) wdm.NTSTATUS
}

// WSK_CLIENT_DATAGRAM_DISPATCH holds the event callbacks of a datagram socket.
// Page: wsk/ns-wsk-_wsk_client_datagram_dispatch
type WSK_CLIENT_DATAGRAM_DISPATCH struct {
	WskReceiveFromEvent func(context any, flags uint32, list *WSK_DATAGRAM_INDICATION) wdm.NTSTATUS
}

// WSK_CLIENT_CONNECTION_DISPATCH holds the event callbacks of a
// connection-oriented socket.
// Page: wsk/ns-wsk-_wsk_client_connection_dispatch
type WSK_CLIENT_CONNECTION_DISPATCH struct {
	WskReceiveEvent     func(context any, flags uint32, list *WSK_DATA_INDICATION, size uintptr, accepted *uintptr) wdm.NTSTATUS
	WskDisconnectEvent  func(context any, flags uint32) wdm.NTSTATUS
	WskSendBacklogEvent func(context any, ideal uintptr) wdm.NTSTATUS
}

// WSK_CLIENT_STREAM_DISPATCH holds the event callbacks of a stream socket.
// Page: wsk/ns-wsk-_wsk_client_stream_dispatch
type WSK_CLIENT_STREAM_DISPATCH struct {
	Accept  *WSK_CLIENT_LISTEN_DISPATCH
	Connect *WSK_CLIENT_CONNECTION_DISPATCH
}

// WSK_EVENT_CALLBACK_CONTROL says which event callbacks to enable or disable.
// Page: wsk/ns-wsk-_wsk_event_callback_control
type WSK_EVENT_CALLBACK_CONTROL struct {
	NpiId     any
	EventMask uint32
}

// ADDRESS_FAMILY is a family of addresses.
// Page: wsk/nc-wsk-pfn_wsk_socket
type ADDRESS_FAMILY uint16

// SOCKADDR is an address of any family.
// Page: ws2def/ns-ws2def-sockaddr
type SOCKADDR struct {
	Family ADDRESS_FAMILY
	Data   [14]byte
}

// SOCKADDR_IN is an IPv4 address.
// Page: ws2def/ns-ws2def-sockaddr_in
type SOCKADDR_IN struct {
	Family ADDRESS_FAMILY
	Port   uint16
	Addr   uint32
}

// ADDRINFOEXW is a list of addresses. WskGetAddressInfo makes it, and
// WskFreeAddressInfo frees it, before the NPI is released.
// Page: ws2def/ns-ws2def-addrinfoexw
type ADDRINFOEXW struct {
	Flags     int32
	Family    int32
	SockType  int32
	Protocol  int32
	AddrLen   uintptr
	Canonname *uint16
	Addr      *SOCKADDR
	Next      *ADDRINFOEXW
}
