// Package end_mutual calls two functions that call each other without end.
package end_mutual

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

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.DbgPrint("%t", even(3))
	wsk.WskDeregister(&registration) // want inconclusive
}

func even(n int) bool { return odd(n - 1) }

func odd(n int) bool { return !even(n - 1) } // want inconclusive
