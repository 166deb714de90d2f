// Package onpurpose_ok fails on purpose after a full stop.
package onpurpose_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

// DriverEntry does all of its work, stops and fails on purpose.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	status := start()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)
	stop()
	return wdm.STATUS_UNSUCCESSFUL
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func stop() {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
