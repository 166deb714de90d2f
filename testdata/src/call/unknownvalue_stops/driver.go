// Package unknownvalue_stops calls whatever function a request brings along. One of
// the functions that it uses for such requests deregisters, and Unload does too.
package unknownvalue_stops

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	last         *request
)

type request struct {
	owner any
	done  func(owner any)
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	last = &request{done: stop}
	return wsk.WskRegister(&client, &registration)
}

//wskvet:callback
func complete(r *request) {
	r.done(r.owner)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop(nil)
}

func stop(owner any) {
	wsk.WskDeregister(&registration) // want WSK008
}
