// Package unload_ok takes its unload function from a table of its own.
package unload_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	hooks        struct{ OnUnload func(*wdm.DRIVER_OBJECT) }
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	hooks.OnUnload = leave
	driver.DriverUnload = hooks.OnUnload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func leave(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
