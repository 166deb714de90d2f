// Package library_ok is a library without an entry: what its callers have done
// before is not known, so nothing that it does is wrong for certain.
package library_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

// Start registers, and captures if it can.
func Start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration) // want inconclusive
	if wdm.NT_SUCCESS(status) {
		wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	}
	return status
}

// Stop gives back what Start has left captured.
func Stop() {
	if provider.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&registration)
		provider = wsk.WSK_PROVIDER_NPI{}
	}
	wsk.WskDeregister(&registration)
}

// Use captures, once more than its callers have.
func Use() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	if wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	return status
}
