// Package wsk declares the client side of Winsock Kernel under its own names, so
// that a driver that uses it can be modelled in Go and the model compiles.
//
// Nothing runs here: functions have bodies that return zero. Each declaration
// names its page in the documentation of the driver interfaces, as folder/page.
package wsk

import (
	"github.com/wskvet/wskvet/wdm"
)

// WSK_REGISTRATION is a registration. Its members are the system's; it stays
// where it is from WskRegister until WskDeregister has returned.
// Page: wsk/ns-wsk-_wsk_registration
type WSK_REGISTRATION struct {
	ReservedRegistrationState   uint64
	ReservedRegistrationContext any
	ReservedRegistrationLock    wdm.KSPIN_LOCK
}

// WSK_CLIENT identifies a client to the provider.
// Page: wsk/ns-wsk-_wsk_provider_npi
type WSK_CLIENT struct{ _ int }

// WSK_CLIENT_DISPATCH is a client's version and event callback. It stays where
// it is as long as a registration made with it is live.
// Page: wsk/ns-wsk-_wsk_client_dispatch
type WSK_CLIENT_DISPATCH struct {
	Version        uint16
	Reserved       uint16
	WskClientEvent func(context any, event uint32, information any, length uintptr) wdm.NTSTATUS
}

// WSK_CLIENT_NPI is what a client registers with; it may be a local variable.
// Page: wsk/ns-wsk-_wsk_client_npi
type WSK_CLIENT_NPI struct {
	ClientContext any
	Dispatch      *WSK_CLIENT_DISPATCH
}

// WSK_PROVIDER_NPI is what a capture gives.
// Page: wsk/ns-wsk-_wsk_provider_npi
type WSK_PROVIDER_NPI struct {
	Client   *WSK_CLIENT
	Dispatch *WSK_PROVIDER_DISPATCH
}

// WSK_PROVIDER_CHARACTERISTICS are the versions that the provider supports.
// Page: wsk/ns-wsk-_wsk_provider_characteristics
type WSK_PROVIDER_CHARACTERISTICS struct{ HighestVersion, LowestVersion uint16 }

// WSK_PROVIDER_DISPATCH is the provider's functions. They may be called only as
// long as the NPI is captured.
// Page: wsk/ns-wsk-_wsk_provider_dispatch
type WSK_PROVIDER_DISPATCH struct {
	Version            uint16
	Reserved           uint16
	WskSocket          func(client *WSK_CLIENT, family ADDRESS_FAMILY, socketType uint16, protocol, flags uint32, context, dispatch any, process *wdm.EPROCESS, thread *wdm.ETHREAD, descriptor any, irp *wdm.IRP) wdm.NTSTATUS
	WskSocketConnect   func(client *WSK_CLIENT, socketType uint16, protocol uint32, local, remote *SOCKADDR, flags uint32, context any, dispatch *WSK_CLIENT_CONNECTION_DISPATCH, process *wdm.EPROCESS, thread *wdm.ETHREAD, descriptor any, irp *wdm.IRP) wdm.NTSTATUS
	WskControlClient   func(client *WSK_CLIENT, code uint32, inputSize uintptr, input any, outputSize uintptr, output any, returned *uintptr, irp *wdm.IRP) wdm.NTSTATUS
	WskGetAddressInfo  func(client *WSK_CLIENT, node, service *wdm.UNICODE_STRING, space uint32, provider, hints any, result **ADDRINFOEXW, process *wdm.EPROCESS, thread *wdm.ETHREAD, irp *wdm.IRP) wdm.NTSTATUS
	WskFreeAddressInfo func(client *WSK_CLIENT, list *ADDRINFOEXW)
	WskGetNameInfo     func(client *WSK_CLIENT, address *SOCKADDR, length uint32, node, service *wdm.UNICODE_STRING, flags uint32, process *wdm.EPROCESS, thread *wdm.ETHREAD, irp *wdm.IRP) wdm.NTSTATUS
}

// WskRegister registers a client; only a success initialises the registration. PASSIVE_LEVEL.
// Page: wsk/nf-wsk-wskregister
func WskRegister(client *WSK_CLIENT_NPI, registration *WSK_REGISTRATION) wdm.NTSTATUS { return 0 }

// WskDeregister deregisters a client. It waits, for as long as it takes, for captures to be released, calls to return, requests to complete and sockets to be closed. PASSIVE_LEVEL.
// Page: wsk/nf-wsk-wskderegister
func WskDeregister(registration *WSK_REGISTRATION) {}

// WskCaptureProviderNPI captures the provider's functions; each success owes one release. PASSIVE_LEVEL, or with WSK_NO_WAIT, IRQL <= DISPATCH_LEVEL.
// Page: wsk/nf-wsk-wskcaptureprovidernpi
func WskCaptureProviderNPI(registration *WSK_REGISTRATION, timeout uint32, provider *WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return 0
}

// WskReleaseProviderNPI gives one capture back. IRQL <= DISPATCH_LEVEL.
// Page: wsk/nf-wsk-wskreleaseprovidernpi
func WskReleaseProviderNPI(registration *WSK_REGISTRATION) {}

// WskQueryProviderCharacteristics reads the versions that the provider supports. IRQL <= DISPATCH_LEVEL.
// Page: wsk/nf-wsk-wskqueryprovidercharacteristics
func WskQueryProviderCharacteristics(registration *WSK_REGISTRATION, characteristics *WSK_PROVIDER_CHARACTERISTICS) wdm.NTSTATUS {
	return 0
}

// MAKE_WSK_VERSION makes a version number.
// Page: wsk/ns-wsk-_wsk_client_dispatch
func MAKE_WSK_VERSION(major, minor uint16) uint16 { return major<<8 | minor }
