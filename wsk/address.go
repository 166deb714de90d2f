package wsk

import "github.com/wskvet/wskvet/wdm"

// ADDRESS_FAMILY tells the form of a transport address.
// Page: network/ws2def-h
type ADDRESS_FAMILY = uint16

// AF_UNSPEC leaves the address family open, in the hints of a name look-up.
// IRQL = PASSIVE_LEVEL. Page: wsk/nc-wsk-pfn_wsk_get_address_info
const AF_UNSPEC = 0

// AF_INET is the address family of IPv4.
// Page: network/af-inet
const AF_INET = 2

// AF_INET6 is the address family of IPv6.
// Page: network/af-inet6
const AF_INET6 = 23

// The types of socket.
// Page: wsk/nc-wsk-pfn_wsk_socket
const (
	SOCK_STREAM = 1
	SOCK_DGRAM  = 2
	SOCK_RAW    = 3
)

// The transport protocols; they also are levels of WskControlSocket.
// Page: network/af-inet
const (
	IPPROTO_IP     = 0
	IPPROTO_ICMP   = 1
	IPPROTO_TCP    = 6
	IPPROTO_UDP    = 17
	IPPROTO_IPV6   = 41
	IPPROTO_ICMPV6 = 58
	IPPROTO_RAW    = 255
)

// SOL_SOCKET is the level of the options of sockets themselves.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_control_socket
const SOL_SOCKET = 0xffff

// SO_REUSEADDR lets another socket bind to the same address.
// Page: network/so-reuseaddr
const SO_REUSEADDR = 0x0004

// SO_EXCLUSIVEADDRUSE keeps other sockets from the address.
// Page: network/so-exclusiveaddruse
const SO_EXCLUSIVEADDRUSE = 0xffffffff &^ SO_REUSEADDR

// SO_KEEPALIVE probes idle connections.
// Page: network/so-keepalive
const SO_KEEPALIVE = 0x0008

// SO_BROADCAST allows broadcast datagrams.
// Page: network/so-broadcast
const SO_BROADCAST = 0x0020

// SO_RCVBUF is the size of the receive buffer.
// Page: network/so-rcvbuf
const SO_RCVBUF = 0x1002

// SO_CONDITIONAL_ACCEPT makes a listening socket ask WskInspectEvent; it is set
// before the socket is bound.
// Page: network/so-conditional-accept
const SO_CONDITIONAL_ACCEPT = 0x3002

// IPV6_V6ONLY keeps IPv4 from an IPv6 socket.
// Page: network/af-inet6
const IPV6_V6ONLY = 27

// TCP_NODELAY sends small segments at once.
// Page: network/af-inet
const TCP_NODELAY = 0x0001

// SIO_ADDRESS_LIST_QUERY lists the local addresses. IRQL = PASSIVE_LEVEL.
// Page: network/sio-address-list-query
const SIO_ADDRESS_LIST_QUERY = iocOut | iocWs2 | 22

// SIO_ADDRESS_LIST_CHANGE completes its IRP when that list changes. IRQL = PASSIVE_LEVEL.
// Page: network/sio-address-list-change
const SIO_ADDRESS_LIST_CHANGE = iocVoid | iocWs2 | 23

// SIO_LOOPBACK_FAST_PATH shortens the path of loopback connections.
// Page: network/sio-loopback-fast-path
const SIO_LOOPBACK_FAST_PATH = iocIn | iocVend | 16

// What the control flags of WskReceiveFrom and WskReceiveFromEvent tell.
// Page: wsk/nc-wsk-pfn_wsk_receive_from
const (
	MSG_TRUNC  = 0x0100
	MSG_CTRUNC = 0x0200
	MSG_BCAST  = 0x0400
	MSG_MCAST  = 0x0800
)

// The name spaces of WskGetAddressInfo: any, or DNS alone.
// Page: wsk/nc-wsk-pfn_wsk_get_address_info
const (
	NS_ALL = 0
	NS_DNS = 12
)

// Flags in the hints of WskGetAddressInfo.
// Page: wsk/nc-wsk-pfn_wsk_get_address_info
const (
	AI_PASSIVE     = 0x01
	AI_CANONNAME   = 0x02
	AI_NUMERICHOST = 0x04
)

// Flags of WskGetNameInfo.
// Page: wsk/nc-wsk-pfn_wsk_get_name_info
const (
	NI_NOFQDN      = 0x01
	NI_NUMERICHOST = 0x02
	NI_NAMEREQD    = 0x04
	NI_NUMERICSERV = 0x08
	NI_DGRAM       = 0x10
)

// SOCKADDR is a transport address of any family; convert pointers to and from
// SOCKADDR_IN, SOCKADDR_IN6 and SOCKADDR_STORAGE by unsafe.Pointer.
// Page: network/ws2def-h
type SOCKADDR struct {
	Sa_family ADDRESS_FAMILY
	Sa_data   [14]byte
}

// SOCKADDR_STORAGE has room for the address of any family.
// Page: network/ws2def-h
type SOCKADDR_STORAGE struct {
	Ss_family ADDRESS_FAMILY
	_         [6]byte
	_         int64
	_         [112]byte
}

// IN_ADDR is an IPv4 address in network byte order.
// Page: network/ws2def-h
type IN_ADDR struct {
	S_addr uint32
}

// IN6_ADDR is an IPv6 address.
// Page: network/ws2def-h
type IN6_ADDR struct {
	Byte [16]byte
}

// SOCKADDR_IN is an IPv4 address and port, in network byte order.
// Page: network/af-inet
type SOCKADDR_IN struct {
	Sin_family ADDRESS_FAMILY
	Sin_port   uint16
	Sin_addr   IN_ADDR
	Sin_zero   [8]byte
}

// SOCKADDR_IN6 is an IPv6 address and port, in network byte order.
// Page: network/af-inet6
type SOCKADDR_IN6 struct {
	Sin6_family   ADDRESS_FAMILY
	Sin6_port     uint16
	Sin6_flowinfo uint32
	Sin6_addr     IN6_ADDR
	Sin6_scope_id uint32
}

// The IPv4 addresses that have names, in host byte order.
// Page: network/af-inet
const (
	INADDR_ANY       = 0x00000000
	INADDR_LOOPBACK  = 0x7f000001
	INADDR_BROADCAST = 0xffffffff
)

// SOCKET_ADDRESS is an address with its length.
// Page: network/sio-address-list-query
type SOCKET_ADDRESS struct {
	LpSockaddr      *SOCKADDR
	ISockaddrLength int32
}

// SOCKET_ADDRESS_LIST is what SIO_ADDRESS_LIST_QUERY returns.
// Page: network/sio-address-list-query
type SOCKET_ADDRESS_LIST struct {
	IAddressCount int32
	Address       []SOCKET_ADDRESS
}

// CMSGHDR heads a piece of control information of a datagram.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_send_to
type CMSGHDR struct {
	Cmsg_len   uintptr
	Cmsg_level int32
	Cmsg_type  int32
}

// ADDRINFOEXW is a list of addresses, the hints or the result of a look-up;
// only WskFreeAddressInfo frees a result.
// IRQL = PASSIVE_LEVEL. Page: wsk/nc-wsk-pfn_wsk_get_address_info
type ADDRINFOEXW struct {
	Ai_flags     int32
	Ai_family    int32
	Ai_socktype  int32
	Ai_protocol  int32
	Ai_addrlen   uintptr
	Ai_canonname string
	Ai_addr      *SOCKADDR
	Ai_blob      any
	Ai_bloblen   uintptr
	Ai_provider  *wdm.GUID
	Ai_next      *ADDRINFOEXW
}
