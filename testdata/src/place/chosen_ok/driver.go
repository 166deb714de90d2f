// Package chosen_ok registers on one of two blocks and remembers which.
package chosen_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	first    wsk.WSK_REGISTRATION
	second   wsk.WSK_REGISTRATION
	chosen   = &first
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	if !wdm.NT_SUCCESS(wdm.IoCreateSymbolicLink(nil, nil)) {
		chosen = &second
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, chosen)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(chosen)
}
