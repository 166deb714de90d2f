// Package entry_helper waits for ever in a function that DriverEntry calls.
package entry_helper

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	provider wsk.WSK_PROVIDER_NPI
	captured bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = capture(wsk.WSK_INFINITE_WAIT)
	captured = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func capture(wait uint32) wdm.NTSTATUS {
	return wsk.WskCaptureProviderNPI(&registration, wait, &provider) // want WSK014
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
