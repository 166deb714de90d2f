// Package unsigned_signed is the same, but compares with the number as a signed one.
package unsigned_signed

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
	if int64(index) != -1 {
		wsk.WskDeregister(&registration) // want WSK007
	}
}
