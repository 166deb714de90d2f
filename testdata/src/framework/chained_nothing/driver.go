// Package chained_nothing puts an unload function before that of the
// framework and forgets the registration there.
package chained_nothing

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

// previousUnload is the unload function that the framework had set.
var previousUnload func(driver *wdm.DRIVER_OBJECT)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	previousUnload = driver.DriverUnload
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		driver.DriverUnload = previousUnload
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if previousUnload != nil {
		previousUnload(driver)
	}
} // want WSK001
