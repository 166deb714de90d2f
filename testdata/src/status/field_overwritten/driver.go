// Package field_overwritten saves the status in a field that a later call
// overwrites.
package field_overwritten

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type state struct {
	registration wsk.WSK_REGISTRATION
	status       wdm.NTSTATUS
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	net      state
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	net.status = wsk.WskRegister(&client, &net.registration)
	net.status = wdm.IoCreateSymbolicLink(nil, nil)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.NT_SUCCESS(net.status) {
		wsk.WskDeregister(&net.registration) // want WSK007
	}
} // want WSK001
