// Package slice_ok keeps its live registrations in a slice.
package slice_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	live     []*wsk.WSK_REGISTRATION
)

func add() wdm.NTSTATUS {
	registration := &wsk.WSK_REGISTRATION{}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	live = append(live, registration)
	return status
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	for range 2 {
		if status := add(); !wdm.NT_SUCCESS(status) {
			removeAll()
			return status
		}
	}
	return wdm.STATUS_SUCCESS
}

func removeAll() {
	for _, registration := range live {
		wsk.WskDeregister(registration)
	}
	live = nil
}

func unload(driver *wdm.DRIVER_OBJECT) {
	removeAll()
}
