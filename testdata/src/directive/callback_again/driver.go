// Package callback_again registers at each call of a callback that a
// directive names.
package callback_again

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var registered bool

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return wdm.STATUS_SUCCESS
}

//wskvet:callback
func poke() {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	registered = wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) // want WSK008
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if registered {
		wsk.WskDeregister(&registration)
	}
}
