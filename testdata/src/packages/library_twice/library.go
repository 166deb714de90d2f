// Package library_twice is a library without an entry. One of its functions
// releases twice what it captures once, and another deregisters twice what it
// has registered itself: that is wrong whoever calls them.
package library_twice

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}

// Probe looks whether there is a provider.
func Probe(registration *wsk.WSK_REGISTRATION) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var provider wsk.WSK_PROVIDER_NPI
	status = wsk.WskCaptureProviderNPI(registration, wsk.WSK_NO_WAIT, &provider)
	if wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(registration)
		wsk.WskReleaseProviderNPI(registration) // want WSK008
	}
	wsk.WskDeregister(registration)
	return status
}

// Try registers and takes it back.
func Try(registration *wsk.WSK_REGISTRATION) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, registration)
	if wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(registration)
		wsk.WskDeregister(registration) // want WSK008
	}
	return status
}
