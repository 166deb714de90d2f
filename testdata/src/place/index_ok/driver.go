// Package index_ok keeps two registrations in an array, each under its own
// index.
package index_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch      = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registrations [2]wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registrations[0])
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskRegister(&client, &registrations[1])
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registrations[0])
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registrations[1])
	wsk.WskDeregister(&registrations[0])
}
