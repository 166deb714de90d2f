// Package clientnpi_dispatch keeps its WSK_CLIENT_DISPATCH on the stack and
// leaves the frame while registered.
package clientnpi_dispatch

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var registration wsk.WSK_REGISTRATION

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	var dispatch wsk.WSK_CLIENT_DISPATCH
	dispatch.Version = wsk.MAKE_WSK_VERSION(1, 0)
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return wdm.STATUS_SUCCESS // want WSK009
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
