// Package unknown_ok keeps what its registry says, and asks the same both times.
package unknown_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type settings struct {
	enabled bool
	port    uint16
}

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	current      settings
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	current = wdm.Unknown[settings]()
	if !enabled() {
		return wdm.STATUS_SUCCESS
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if enabled() {
		wsk.WskDeregister(&registration)
	}
}

func enabled() bool { return current.enabled && current.port != 0 }
