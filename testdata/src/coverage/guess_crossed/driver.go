// Package guess_crossed leaves its registration where a loop that was not understood is not
// entered: what it leaves behind there is there from the start on another way, too.
package guess_crossed

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	ready        int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	ready = 0
	if wdm.Unknown[bool]() {
		ready = 1
	}
	for wdm.Guess[bool]() {
		ready = 1
	}
	if ready == 1 {
		wsk.WskDeregister(&registration)
	}
} // want inconclusive
