// Package reregister_ok registers anew with an older version where the
// provider does not support the newer one.
package reregister_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var version1 = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 1)}

func register(table *wsk.WSK_CLIENT_DISPATCH) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: table}
	return wsk.WskRegister(&client, &registration)
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := register(&version1)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if status == wdm.STATUS_NOINTERFACE {
		wsk.WskDeregister(&registration)
		status = register(&dispatch)
		if !wdm.NT_SUCCESS(status) {
			return status
		}
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	}
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
