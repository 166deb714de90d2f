// Package kmdfcleanup_flagless expects a complete start in the cleanup
// callback of the WDF driver object.
package kmdfcleanup_flagless

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

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	config := wdm.WDF_DRIVER_CONFIG{}
	attributes := wdm.WDF_OBJECT_ATTRIBUTES{EvtCleanupCallback: evtDriverCleanup}
	status := wdm.WdfDriverCreate(driver, path, &attributes, &config, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &registration)
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

func evtDriverCleanup(object wdm.WDFOBJECT) {
	wsk.WskReleaseProviderNPI(&registration) // want WSK007
	if registered {
		wsk.WskDeregister(&registration)
	}
}
