package wsk

// How long a capture waits, in milliseconds or as one of these.
// Page: wsk/nf-wsk-wskcaptureprovidernpi
const (
	WSK_NO_WAIT       uint32 = 0
	WSK_INFINITE_WAIT uint32 = 0xffffffff
)

// Categories of sockets.
// Page: wsk/nc-wsk-pfn_wsk_socket
const (
	WSK_FLAG_BASIC_SOCKET      uint32 = 0
	WSK_FLAG_LISTEN_SOCKET     uint32 = 1
	WSK_FLAG_CONNECTION_SOCKET uint32 = 2
	WSK_FLAG_DATAGRAM_SOCKET   uint32 = 4
	WSK_FLAG_STREAM_SOCKET     uint32 = 8
)

// Flags of requests.
// Page: wsk/nc-wsk-pfn_wsk_receive
const (
	WSK_FLAG_WAITALL  uint32 = 2
	WSK_FLAG_DRAIN    uint32 = 4
	WSK_FLAG_NODELAY  uint32 = 2
	WSK_FLAG_ABORTIVE uint32 = 1
)

// Families, types and protocols of sockets.
// Page: wsk/nc-wsk-pfn_wsk_socket
const (
	AF_INET     ADDRESS_FAMILY = 2
	AF_INET6    ADDRESS_FAMILY = 23
	SOCK_STREAM uint16         = 1
	SOCK_DGRAM  uint16         = 2
	IPPROTO_TCP uint32         = 6
	IPPROTO_UDP uint32         = 17
)

// Codes of WskControlClient.
// Page: network/winsock-kernel-client-control-operations
const (
	WSK_TRANSPORT_LIST_QUERY       uint32 = 2
	WSK_TRANSPORT_LIST_CHANGE      uint32 = 3
	WSK_CACHE_SD                   uint32 = 4
	WSK_RELEASE_SD                 uint32 = 5
	WSK_TDI_DEVICENAME_MAPPING     uint32 = 6
	WSK_SET_STATIC_EVENT_CALLBACKS uint32 = 7
	WSK_TDI_BEHAVIOR               uint32 = 8
)

// What WskControlSocket is asked for.
// Page: wsk/ne-wsk-_wsk_control_socket_type
const (
	WskSetOption WSK_CONTROL_SOCKET_TYPE = 0
	WskGetOption WSK_CONTROL_SOCKET_TYPE = 1
	WskIoctl     WSK_CONTROL_SOCKET_TYPE = 2
)

// Options of sockets.
// Page: network/winsock-kernel-socket-options
const (
	SOL_SOCKET             uint32 = 0xffff
	SO_REUSEADDR           uint32 = 4
	SO_CONDITIONAL_ACCEPT  uint32 = 0x3002
	SO_WSK_SECURITY        uint32 = 0x10
	SO_WSK_EVENT_CALLBACK  uint32 = 0x12
	SIO_ADDRESS_LIST_QUERY uint32 = 0x48000016
)

// Events that callbacks can be enabled for.
// Page: network/so-wsk-event-callback
const (
	WSK_EVENT_ACCEPT       uint32 = 0x80
	WSK_EVENT_RECEIVE_FROM uint32 = 0x100
	WSK_EVENT_RECEIVE      uint32 = 0x40
	WSK_EVENT_DISCONNECT   uint32 = 0x4
	WSK_EVENT_SEND_BACKLOG uint32 = 0x10
	WSK_EVENT_DISABLE      uint32 = 0x80000000
)

// Answers to a connection that waits for inspection.
// Page: wsk/ne-wsk-wsk_inspect_action
const (
	WskInspectReject WSK_INSPECT_ACTION = 0
	WskInspectAccept WSK_INSPECT_ACTION = 1
	WskInspectPend   WSK_INSPECT_ACTION = 2
)
