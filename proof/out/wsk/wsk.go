// Package wsk is a stub of the Winsock Kernel client API under its DDI names:
// enough for the generated driver models to type-check, nothing to run.
package wsk

import "gen/wdm"

const WSK_INFINITE_WAIT uint32 = 0xffffffff
const WSK_NO_WAIT uint32 = 0

type WSK_CLIENT struct{ _ int }
type WSK_CLIENT_DISPATCH struct {
	Version        uint16
	Reserved       uint16
	WskClientEvent func(ctx any, event uint32, info any) wdm.NTSTATUS
}
type WSK_CLIENT_NPI struct {
	ClientContext any
	Dispatch      *WSK_CLIENT_DISPATCH
}
type WSK_REGISTRATION struct {
	ReservedRegistrationState   uint64
	ReservedRegistrationContext any
}
type WSK_PROVIDER_NPI struct {
	Client   *WSK_CLIENT
	Dispatch *WSK_PROVIDER_DISPATCH
}
type WSK_PROVIDER_CHARACTERISTICS struct{ HighestVersion, LowestVersion uint16 }
type WSK_BUF struct {
	Offset, Length uint32
	Mdl            any
}
type SOCKADDR struct{ _ int }
type ADDRINFOEXW struct{ Next *ADDRINFOEXW }

// WSK_PROVIDER_DISPATCH is the provider dispatch table.
type WSK_PROVIDER_DISPATCH struct {
	Version, Reserved  uint16
	WskSocket          func(client *WSK_CLIENT, af, typ uint16, proto, flags uint32, ctx any, dispatch any, irp *wdm.IRP) wdm.NTSTATUS
	WskSocketConnect   func(client *WSK_CLIENT, typ uint16, proto uint32, local, remote *SOCKADDR, flags uint32, ctx any, dispatch any, irp *wdm.IRP) wdm.NTSTATUS
	WskControlClient   func(client *WSK_CLIENT, code uint32, in, out []byte, irp *wdm.IRP) wdm.NTSTATUS
	WskGetAddressInfo  func(client *WSK_CLIENT, node, service *wdm.UNICODE_STRING, result **ADDRINFOEXW, irp *wdm.IRP) wdm.NTSTATUS
	WskFreeAddressInfo func(client *WSK_CLIENT, ai *ADDRINFOEXW)
	WskGetNameInfo     func(client *WSK_CLIENT, addr *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
}

type WSK_SOCKET struct {
	Dispatch any // one of the WSK_PROVIDER_*_DISPATCH tables below
}
type WSK_PROVIDER_BASIC_DISPATCH struct {
	WskControlSocket func(s *WSK_SOCKET, irp *wdm.IRP) wdm.NTSTATUS
	WskCloseSocket   func(s *WSK_SOCKET, irp *wdm.IRP) wdm.NTSTATUS
}
type WSK_PROVIDER_DATAGRAM_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind        func(s *WSK_SOCKET, addr *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskSendTo      func(s *WSK_SOCKET, buf *WSK_BUF, flags uint32, addr *SOCKADDR, irp *wdm.IRP) wdm.NTSTATUS
	WskReceiveFrom func(s *WSK_SOCKET, buf *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskRelease     func(s *WSK_SOCKET, ind any) wdm.NTSTATUS
}
type WSK_PROVIDER_LISTEN_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind   func(s *WSK_SOCKET, addr *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskAccept func(s *WSK_SOCKET, flags uint32, ctx any, dispatch any, irp *wdm.IRP) wdm.NTSTATUS
}
type WSK_PROVIDER_CONNECTION_DISPATCH struct {
	WSK_PROVIDER_BASIC_DISPATCH
	WskBind       func(s *WSK_SOCKET, addr *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskConnect    func(s *WSK_SOCKET, addr *SOCKADDR, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskSend       func(s *WSK_SOCKET, buf *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskReceive    func(s *WSK_SOCKET, buf *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskDisconnect func(s *WSK_SOCKET, buf *WSK_BUF, flags uint32, irp *wdm.IRP) wdm.NTSTATUS
	WskRelease    func(s *WSK_SOCKET, ind any) wdm.NTSTATUS
}

func WskRegister(npi *WSK_CLIENT_NPI, reg *WSK_REGISTRATION) wdm.NTSTATUS { return 0 }
func WskDeregister(reg *WSK_REGISTRATION)                                 {}
func WskCaptureProviderNPI(reg *WSK_REGISTRATION, timeout uint32, npi *WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return 0
}
func WskReleaseProviderNPI(reg *WSK_REGISTRATION) {}
func WskQueryProviderCharacteristics(reg *WSK_REGISTRATION, c *WSK_PROVIDER_CHARACTERISTICS) wdm.NTSTATUS {
	return 0
}
func MAKE_WSK_VERSION(major, minor uint16) uint16 { return major<<8 | minor }
