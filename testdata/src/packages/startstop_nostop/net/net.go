// Package net is the client.
package net

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var registered, captured bool

// Start registers the client and captures the provider.
func Start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	registered = true
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	captured = true
	return wdm.STATUS_SUCCESS
}

// Query asks the provider.
func Query() wdm.NTSTATUS {
	if !captured {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)
}

// Stop undoes what Start did.
func Stop() {
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
		captured = false
	}
	if registered {
		wsk.WskDeregister(&registration)
		registered = false
	}
}
