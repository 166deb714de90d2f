// Package handed_closure hands a function literal to an empty stub.
package handed_closure

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func later(routine func()) {
}

func unload(driver *wdm.DRIVER_OBJECT) {
	later(func() {
		wsk.WskReleaseProviderNPI(&registration) // want inconclusive
	})
	wsk.WskDeregister(&registration)
}
