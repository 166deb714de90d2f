// Package ansi_ok deregisters where the name of its key cannot be converted, and beside the converted one.
package ansi_ok

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
		wsk.WskDeregister(&client.registration)
		return status
	}
	driver.DriverUnload = unload
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.RtlFreeAnsiString(&client.name)
	wsk.WskDeregister(&client.registration)
}
