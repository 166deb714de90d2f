// Package wsk declares the client interface of Winsock Kernel (WSK) under its
// own names, so that models of Windows drivers compile in Go.
//
// The shapes are those of wsk.h with Go's types: ULONG is uint32, SIZE_T is
// uintptr, a context or untyped buffer is any, an optional pointer may be nil.
// Functions that only Windows can carry out do nothing and return the zero
// value. The comments name the page that documents each declaration: a path in
// windows-driver-docs-ddi (wdk-ddi-src/content) or, where the folder is network,
// in windows-driver-docs (windows-driver-docs-pr).
package wsk

import "github.com/wskvet/wskvet/wdm"

// How long WskCaptureProviderNPI waits, in milliseconds, besides a number.
// Page: wsk/nf-wsk-wskcaptureprovidernpi
const (
	WSK_NO_WAIT       uint32 = 0
	WSK_INFINITE_WAIT uint32 = 0xffffffff
)

// WSK_CLIENT is the provider's opaque binding to one client.
// Page: network/wsk-client
type WSK_CLIENT struct{ _ uintptr }

// WSK_CLIENT_NPI is what a client hands to WskRegister; it may be a local,
// the table that Dispatch points to must outlive the registration.
// Page: wsk/ns-wsk-_wsk_client_npi
type WSK_CLIENT_NPI struct {
	ClientContext any
	Dispatch      *WSK_CLIENT_DISPATCH
}

// WSK_CLIENT_DISPATCH is the client's table; it stays in place until
// WskDeregister has returned. Reserved is zero.
// Page: wsk/ns-wsk-_wsk_client_dispatch
type WSK_CLIENT_DISPATCH struct {
	Version        uint16
	Reserved       uint16
	WskClientEvent PFN_WSK_CLIENT_EVENT
}

// WSK_REGISTRATION is the block that identifies a registration; its members
// belong to WSK.
// Page: wsk/ns-wsk-_wsk_registration
type WSK_REGISTRATION struct {
	ReservedRegistrationState   uint64
	ReservedRegistrationContext any
	ReservedRegistrationLock    wdm.KSPIN_LOCK
}

// WSK_PROVIDER_NPI is what a capture yields: the client object and the
// provider's table.
// Page: wsk/ns-wsk-_wsk_provider_npi
type WSK_PROVIDER_NPI struct {
	Client   *WSK_CLIENT
	Dispatch *WSK_PROVIDER_DISPATCH
}

// WSK_PROVIDER_CHARACTERISTICS is the range of versions that the provider
// supports.
// Page: wsk/ns-wsk-_wsk_provider_characteristics
type WSK_PROVIDER_CHARACTERISTICS struct {
	HighestVersion uint16
	LowestVersion  uint16
}

// WskRegister makes the driver a WSK client; each success is owed one
// WskDeregister on the same block.
// IRQL = PASSIVE_LEVEL. Page: wsk/nf-wsk-wskregister
func WskRegister(wskClientNpi *WSK_CLIENT_NPI, wskRegistration *WSK_REGISTRATION) wdm.NTSTATUS {
	return wdm.STATUS_SUCCESS
}

// WskDeregister ends a registration; it waits without limit for captures,
// calls, requests and sockets to end.
// IRQL = PASSIVE_LEVEL. Page: wsk/nf-wsk-wskderegister
func WskDeregister(wskRegistration *WSK_REGISTRATION) {}

// WskCaptureProviderNPI obtains the provider's table; each success is owed one
// release. At most DISPATCH_LEVEL with WSK_NO_WAIT, else PASSIVE_LEVEL.
// Page: wsk/nf-wsk-wskcaptureprovidernpi
func WskCaptureProviderNPI(wskRegistration *WSK_REGISTRATION, waitTimeout uint32, wskProviderNpi *WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return wdm.STATUS_SUCCESS
}

// WskReleaseProviderNPI gives one capture back; after the last one the
// provider's table must not be called.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nf-wsk-wskreleaseprovidernpi
func WskReleaseProviderNPI(wskRegistration *WSK_REGISTRATION) {}

// WskQueryProviderCharacteristics reads the provider's versions; it captures
// nothing.
// IRQL <= DISPATCH_LEVEL. Page: wsk/nf-wsk-wskqueryprovidercharacteristics
func WskQueryProviderCharacteristics(wskRegistration *WSK_REGISTRATION, wskProviderCharacteristics *WSK_PROVIDER_CHARACTERISTICS) wdm.NTSTATUS {
	return wdm.STATUS_SUCCESS
}

// MAKE_WSK_VERSION packs a version for WSK_CLIENT_DISPATCH.
// Page: wsk/ns-wsk-_wsk_client_dispatch
func MAKE_WSK_VERSION(major, minor uint16) uint16 { return major<<8 | minor&0xff }

// WSK_MAJOR_VERSION is the major half of a packed version.
// Page: wsk/ns-wsk-_wsk_provider_characteristics
func WSK_MAJOR_VERSION(version uint16) uint8 { return uint8(version >> 8) }

// WSK_MINOR_VERSION is the minor half of a packed version.
// Page: wsk/ns-wsk-_wsk_provider_characteristics
func WSK_MINOR_VERSION(version uint16) uint8 { return uint8(version) }
