// Package end_niliface calls a method of an interface that nobody sets.
package end_niliface

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	current      job
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

type job interface{ run() }

type idle struct{}

func (idle) run() {
}

func unload(driver *wdm.DRIVER_OBJECT) {
	current.run()                    // want inconclusive
	wsk.WskDeregister(&registration) // want inconclusive
}
