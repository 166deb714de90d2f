// Package index_beyond_ok stays loaded when its WskRegister fails. Unload then writes
// beyond an array, which stops it: what stands behind is reached with the
// registration alone.
package index_beyond_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	inUse        [4]bool
	slot         = len(inUse)
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) {
		slot = 0
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	inUse[slot] = false
	wsk.WskDeregister(&registration)
}
