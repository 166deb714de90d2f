package wsk

import "github.com/wskvet/wskvet/wdm"

// WSK_PROVIDER_DISPATCH is the provider's table; it may be called only while
// the client holds a capture.
// Page: wsk/ns-wsk-_wsk_provider_dispatch
type WSK_PROVIDER_DISPATCH struct {
	Version            uint16
	Reserved           uint16
	WskSocket          PFN_WSK_SOCKET
	WskSocketConnect   PFN_WSK_SOCKET_CONNECT
	WskControlClient   PFN_WSK_CONTROL_CLIENT
	WskGetAddressInfo  PFN_WSK_GET_ADDRESS_INFO
	WskFreeAddressInfo PFN_WSK_FREE_ADDRESS_INFO
	WskGetNameInfo     PFN_WSK_GET_NAME_INFO
}

// PFN_WSK_SOCKET creates a socket; on success the IRP's Information points to
// it and WskCloseSocket is owed.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_socket
type PFN_WSK_SOCKET = func(
	client *WSK_CLIENT,
	addressFamily ADDRESS_FAMILY,
	socketType uint16,
	protocol uint32,
	flags uint32,
	socketContext any,
	dispatch any, // a pointer to the WSK_CLIENT_*_DISPATCH that flags ask for, or nil
	owningProcess *wdm.EPROCESS,
	owningThread *wdm.ETHREAD,
	securityDescriptor *wdm.SECURITY_DESCRIPTOR,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_SOCKET_CONNECT creates, binds and connects a socket; on success the
// IRP's Information points to it and WskCloseSocket is owed.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_socket_connect
type PFN_WSK_SOCKET_CONNECT = func(
	client *WSK_CLIENT,
	socketType uint16,
	protocol uint32,
	localAddress *SOCKADDR,
	remoteAddress *SOCKADDR,
	flags uint32,
	socketContext any,
	dispatch *WSK_CLIENT_CONNECTION_DISPATCH,
	owningProcess *wdm.EPROCESS,
	owningThread *wdm.ETHREAD,
	securityDescriptor *wdm.SECURITY_DESCRIPTOR,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_CONTROL_CLIENT carries out one of the client control operations;
// whether the IRP must be nil depends on the code.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nc-wsk-pfn_wsk_control_client
type PFN_WSK_CONTROL_CLIENT = func(
	client *WSK_CLIENT,
	controlCode uint32,
	inputSize uintptr,
	inputBuffer any,
	outputSize uintptr,
	outputBuffer any,
	outputSizeReturned *uintptr,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_GET_ADDRESS_INFO resolves a host name; a success is owed one
// WskFreeAddressInfo.
// IRQL = PASSIVE_LEVEL. Page: wsk/nc-wsk-pfn_wsk_get_address_info
type PFN_WSK_GET_ADDRESS_INFO = func(
	client *WSK_CLIENT,
	nodeName *wdm.UNICODE_STRING,
	serviceName *wdm.UNICODE_STRING,
	nameSpace uint32,
	provider *wdm.GUID,
	hints *ADDRINFOEXW,
	result **ADDRINFOEXW,
	owningProcess *wdm.EPROCESS,
	owningThread *wdm.ETHREAD,
	irp *wdm.IRP,
) wdm.NTSTATUS

// PFN_WSK_FREE_ADDRESS_INFO frees what WskGetAddressInfo returned.
// IRQL = PASSIVE_LEVEL. Page: wsk/nc-wsk-pfn_wsk_free_address_info
type PFN_WSK_FREE_ADDRESS_INFO = func(client *WSK_CLIENT, addrInfo *ADDRINFOEXW)

// PFN_WSK_GET_NAME_INFO resolves an address to names; at least one of the two
// strings is wanted.
// IRQL = PASSIVE_LEVEL. Page: wsk/nc-wsk-pfn_wsk_get_name_info
type PFN_WSK_GET_NAME_INFO = func(
	client *WSK_CLIENT,
	sockAddr *SOCKADDR,
	sockAddrLength uint32,
	nodeName *wdm.UNICODE_STRING,
	serviceName *wdm.UNICODE_STRING,
	flags uint32,
	owningProcess *wdm.EPROCESS,
	owningThread *wdm.ETHREAD,
	irp *wdm.IRP,
) wdm.NTSTATUS
