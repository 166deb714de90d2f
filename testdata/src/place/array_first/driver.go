// Package array_first deregisters the first of an array of registrations
// alone.
package array_first

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const clients = 2

var (
	dispatch      = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registrations [clients]wsk.WSK_REGISTRATION
	registered    [clients]bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	for i := range registrations {
		status := wsk.WskRegister(&client, &registrations[i])
		registered[i] = wdm.NT_SUCCESS(status)
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if registered[0] {
		wsk.WskDeregister(&registrations[0])
	}
} // want WSK001
