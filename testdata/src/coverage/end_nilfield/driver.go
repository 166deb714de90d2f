// Package end_nilfield writes through a field that nobody sets.
package end_nilfield

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	only         extension
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

type queue struct{ users int }

type extension struct{ first *queue }

func unload(driver *wdm.DRIVER_OBJECT) {
	only.first.users = 1             // want inconclusive
	wsk.WskDeregister(&registration) // want inconclusive
}
