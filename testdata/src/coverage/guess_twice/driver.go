// Package guess_twice leaves its registration where two conditions that were not understood
// say the same.
package guess_twice

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	first        int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	first = 0
	if wdm.Guess[bool]() {
		first = 1
	}
	second := int32(0)
	if wdm.Guess[bool]() {
		second = 1
	}
	if first != second {
		wsk.WskDeregister(&registration)
	}
} // want inconclusive
