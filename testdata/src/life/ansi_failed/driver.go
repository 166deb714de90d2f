// Package ansi_failed fails to load where the name of its key cannot be converted, and stays registered.
package ansi_failed

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}

// client is the name of the driver's key beside its registration.
var client struct {
	name         wdm.ANSI_STRING
	registration wsk.WSK_REGISTRATION
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if status := wsk.WskRegister(&npi, &client.registration); !wdm.NT_SUCCESS(status) {
		return status
	}
	status := wdm.RtlUnicodeStringToAnsiString(&client.name, path, true)
	if !wdm.NT_SUCCESS(status) {
		return status // want WSK006
	}
	driver.DriverUnload = unload
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.RtlFreeAnsiString(&client.name)
	wsk.WskDeregister(&client.registration)
}
