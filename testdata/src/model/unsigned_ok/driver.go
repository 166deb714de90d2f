// Package unsigned_ok marks a registration that is not there by the largest number that its index can have.
package unsigned_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	index        uint32
)

const none = ^uint32(0)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	index = 0
	index--
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) {
		index = 0
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if index != none {
		wsk.WskDeregister(&registration)
	}
}
