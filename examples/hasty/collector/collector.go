// Package collector is the client: one connection, an IRP set aside for its
// close, and a thread that receives.
package collector

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// patience is how long Start waits for the provider, in milliseconds.
const patience = 2000

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI

	closing request // of the close
	input   request // of the receive
)

// Start registers and looks for the collector. It succeeds without one.
func Start() wdm.NTSTATUS {
	status := wdm.STATUS_INSUFFICIENT_RESOURCES
	if closing.allocate() && input.allocate() {
		status = attach()
	}
	if !wdm.NT_SUCCESS(status) {
		freeAll()
	}
	return status
}

// attach registers, and connects if the provider is there in time.
func attach() wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	wdm.ExInitializeRundownProtection(&senders)
	if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, patience, &provider)) {
		connect()
		wsk.WskReleaseProviderNPI(&registration)
	}
	if socket != nil && !wdm.NT_SUCCESS(listen()) {
		disconnect()
		socket = nil
	}
	return status
}

// Stop closes the connection. Sends that are pending are cancelled by that, and
// WskDeregister waits for them.
func Stop() {
	wdm.ExWaitForRundownProtectionRelease(&senders)
	if socket != nil {
		join()
		disconnect()
	}
	wsk.WskDeregister(&registration)
	freeAll()
}

func freeAll() {
	closing.free()
	input.free()
}
