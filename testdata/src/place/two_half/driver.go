// Package two_half deregisters one of two registrations.
package two_half

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	inner    wsk.WSK_REGISTRATION
	outer    wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &inner)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskRegister(&client, &outer)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&inner)
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&outer)
} // want WSK001
