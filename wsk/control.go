package wsk

import "github.com/wskvet/wskvet/wdm"

// The socket categories, one of which WskSocket is given.
// Page: wsk/nc-wsk-pfn_wsk_socket
const (
	WSK_FLAG_BASIC_SOCKET      = 0x00000000
	WSK_FLAG_LISTEN_SOCKET     = 0x00000001
	WSK_FLAG_CONNECTION_SOCKET = 0x00000002
	WSK_FLAG_DATAGRAM_SOCKET   = 0x00000004
	WSK_FLAG_STREAM_SOCKET     = 0x00000008
)

// What the flags of WskReceiveEvent and the other callbacks say.
// Page: wsk/nc-wsk-pfn_wsk_receive_event
const (
	WSK_FLAG_RELEASE_ASAP      = 0x00000002
	WSK_FLAG_ENTIRE_MESSAGE    = 0x00000004
	WSK_FLAG_AT_DISPATCH_LEVEL = 0x00000008
)

// WSK_FLAG_ABORTIVE makes WskDisconnect, or tells of, an abortive disconnect.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_disconnect
const WSK_FLAG_ABORTIVE = 0x00000001

// Flags of WskSend: urgent data, no delay.
// Page: wsk/nc-wsk-pfn_wsk_send
const (
	WSK_FLAG_OOB     = 0x00000001
	WSK_FLAG_NODELAY = 0x00000002
)

// Flags of WskReceive: fill the buffer, or discard what comes; not both.
// Page: wsk/nc-wsk-pfn_wsk_receive
const (
	WSK_FLAG_WAITALL = 0x00000002
	WSK_FLAG_DRAIN   = 0x00000004
)

// WSK_TRANSPORT_LIST_QUERY lists the transports. Its IRP is nil.
// Page: network/wsk-transport-list-query
const WSK_TRANSPORT_LIST_QUERY = 2

// WSK_TRANSPORT_LIST_CHANGE completes its IRP when the list changes; it needs
// one.
// Page: network/wsk-transport-list-change
const WSK_TRANSPORT_LIST_CHANGE = 3

// WSK_CACHE_SD caches a security descriptor; it is owed one WSK_RELEASE_SD. Its
// IRP is nil.
// Page: network/wsk-cache-sd
const WSK_CACHE_SD = 4

// WSK_RELEASE_SD releases a cached security descriptor. Its IRP is nil.
// Page: network/wsk-release-sd
const WSK_RELEASE_SD = 5

// WSK_TDI_DEVICENAME_MAPPING maps sockets to TDI devices. Its IRP is nil.
// Page: network/wsk-tdi-devicename-mapping
const WSK_TDI_DEVICENAME_MAPPING = 6

// WSK_SET_STATIC_EVENT_CALLBACKS enables callbacks on all sockets to come, for
// good. Its IRP is nil.
// Page: network/wsk-set-static-event-callbacks
const WSK_SET_STATIC_EVENT_CALLBACKS = 7

// WSK_TDI_BEHAVIOR says whether sockets are diverted to TDI. Its IRP is nil.
// Page: network/wsk-tdi-behavior
const WSK_TDI_BEHAVIOR = 8

// WSK_TDI_BEHAVIOR_BYPASS_TDI ignores TDI filters where WSK has a transport.
// Page: network/wsk-tdi-behavior
const WSK_TDI_BEHAVIOR_BYPASS_TDI = 0x00000001

// WSK_TRANSPORT is an element of what WSK_TRANSPORT_LIST_QUERY returns.
// Page: wsk/ns-wsk-_wsk_transport
type WSK_TRANSPORT struct {
	Version       uint16
	SocketType    uint16
	Protocol      uint32
	AddressFamily ADDRESS_FAMILY
	ProviderId    wdm.GUID
}

// WSK_TDI_MAP ties a kind of socket to a TDI device.
// Page: wsk/ns-wsk-_wsk_tdi_map
type WSK_TDI_MAP struct {
	SocketType    uint16
	AddressFamily ADDRESS_FAMILY
	Protocol      uint32
	TdiDeviceName string
}

// WSK_TDI_MAP_INFO is the input of WSK_TDI_DEVICENAME_MAPPING.
// Page: wsk/ns-wsk-_wsk_tdi_map_info
type WSK_TDI_MAP_INFO struct {
	ElementCount uint32
	Map          *WSK_TDI_MAP
}

// WSK_EVENT_CALLBACK_CONTROL says which callbacks to enable or disable.
// Page: wsk/ns-wsk-_wsk_event_callback_control
type WSK_EVENT_CALLBACK_CONTROL struct {
	NpiId     *wdm.NPIID
	EventMask uint32
}

// The event flags of WSK_EVENT_CALLBACK_CONTROL. WSK_EVENT_DISABLE goes with
// one event at a time.
// Page: network/so-wsk-event-callback
const (
	WSK_EVENT_SEND_BACKLOG = 0x00000010
	WSK_EVENT_RECEIVE      = 0x00000040
	WSK_EVENT_DISCONNECT   = 0x00000080
	WSK_EVENT_RECEIVE_FROM = 0x00000100
	WSK_EVENT_ACCEPT       = 0x00000200
	WSK_EVENT_DISABLE      = 0x80000000
)

// NPI_WSK_INTERFACE_ID names the WSK interface; it is read only.
// Page: network/so-wsk-event-callback
var NPI_WSK_INTERFACE_ID = wdm.NPIID{
	Data1: 0x2227e803, Data2: 0x8d8b, Data3: 0x11d4,
	Data4: [8]byte{0xab, 0xad, 0x00, 0x90, 0x27, 0x71, 0x9e, 0x09},
}

// WSK_EXTENSION_CONTROL_IN is the input of SIO_WSK_REGISTER_EXTENSION.
// Page: wsk/ns-wsk-_wsk_extension_control_in
type WSK_EXTENSION_CONTROL_IN struct {
	NpiId          *wdm.NPIID
	ClientContext  any
	ClientDispatch any
}

// WSK_EXTENSION_CONTROL_OUT is the output of SIO_WSK_REGISTER_EXTENSION.
// Page: wsk/ns-wsk-_wsk_extension_control_out
type WSK_EXTENSION_CONTROL_OUT struct {
	ProviderContext  any
	ProviderDispatch any
}

// WSK_CONTROL_SOCKET_TYPE says what WskControlSocket does.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_control_socket
type WSK_CONTROL_SOCKET_TYPE int32

// What WskControlSocket does.
// Page: wsk/nc-wsk-pfn_wsk_control_socket
const (
	WskSetOption WSK_CONTROL_SOCKET_TYPE = iota
	WskGetOption
	WskIoctl
	WskControlMax
)

// WSK_SO_BASE is where the numbers of WSK's own options begin.
// Page: network/so-wsk-security
const WSK_SO_BASE = 0x4000

// SO_WSK_SECURITY sets or gets a socket's security descriptor; what a get
// returns is owed one WSK_RELEASE_SD.
// Page: network/so-wsk-security
const SO_WSK_SECURITY = WSK_SO_BASE + 1

// SO_WSK_EVENT_CALLBACK enables callbacks, or disables one.
// Page: network/so-wsk-event-callback
const SO_WSK_EVENT_CALLBACK = WSK_SO_BASE + 2

// SIO_WSK_SET_REMOTE_ADDRESS fixes the remote address of a datagram socket.
// Page: network/sio-wsk-set-remote-address
const SIO_WSK_SET_REMOTE_ADDRESS = iocIn | iocWsk | 1

// SIO_WSK_REGISTER_EXTENSION registers an extension interface. Its IRP is nil.
// Page: network/sio-wsk-register-extension
const SIO_WSK_REGISTER_EXTENSION = iocIn | iocOut | iocWsk | 2

// SIO_WSK_QUERY_IDEAL_SEND_BACKLOG reads the ideal amount of data in flight.
// Page: network/sio-wsk-query-ideal-send-backlog
const SIO_WSK_QUERY_IDEAL_SEND_BACKLOG = iocOut | iocWsk | 3

// SIO_WSK_QUERY_RECEIVE_BACKLOG reads how much received data waits.
// Page: network/sio-wsk-query-receive-backlog
const SIO_WSK_QUERY_RECEIVE_BACKLOG = iocOut | iocWsk | 4

// SIO_WSK_QUERY_INSPECT_ID reads the inspect ID of an accepted connection.
// Page: network/sio-wsk-query-inspect-id
const SIO_WSK_QUERY_INSPECT_ID = iocOut | iocWsk | 5

// SIO_WSK_SET_SENDTO_ADDRESS sets where WskSendTo sends without an address.
// Page: network/sio-wsk-set-sendto-address
const SIO_WSK_SET_SENDTO_ADDRESS = iocIn | iocWsk | 6

// SIO_WSK_SET_TCP_SILENT_MODE stops a connection from sending anything; only
// WskCloseSocket may follow.
// Page: network/sio-wsk-set-tcp-silent-mode
const SIO_WSK_SET_TCP_SILENT_MODE = iocVoid | iocWsk | 7

// The parts that control codes of Winsock are made of: direction, then owner.
const (
	iocVoid = 0x20000000
	iocOut  = 0x40000000
	iocIn   = 0x80000000
	iocWs2  = 0x08000000
	iocWsk  = 0x0f000000
	iocVend = 0x18000000
)
