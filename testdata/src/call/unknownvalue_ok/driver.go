// Package unknownvalue_ok calls whatever function a request brings along. The
// functions that it uses for such requests leave the registration alone.
package unknownvalue_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	finished     int
	last         *request
)

type request struct {
	owner any
	done  func(owner any)
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	last = &request{done: count}
	return wsk.WskRegister(&client, &registration)
}

func count(owner any) { finished++ }

//wskvet:callback
func complete(r *request) {
	r.done(r.owner)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop(nil)
}

func stop(owner any) {
	wsk.WskDeregister(&registration)
}
