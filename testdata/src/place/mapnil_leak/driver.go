// Package mapnil_leak keeps its registration in a map. Where the map is missing, the
// assignment panics, and a deferred function fails without giving the registration up.
package mapnil_leak

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	users        map[int]bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return start() // want WSK006
}

func start() (status wdm.NTSTATUS) {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer func() {
		if recover() != nil {
			status = wdm.STATUS_UNSUCCESSFUL
		}
	}()
	if wdm.Unknown[bool]() {
		users[1] = true
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
