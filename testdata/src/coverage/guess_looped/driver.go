// Package guess_looped leaves its registration behind a loop that was not understood, and that
// ends sooner or later.
package guess_looped

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	stop         wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

// fill sets an event as often as the text says.
func fill() {
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	for wdm.Guess[bool]() {
		wdm.KeSetEvent(&stop, 0, false)
	}
	wdm.KeClearEvent(&stop)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	fill()
	if wdm.KeReadStateEvent(&stop) != 0 || wdm.Unknown[bool]() {
		wsk.WskDeregister(&registration)
	}
} // want WSK001
