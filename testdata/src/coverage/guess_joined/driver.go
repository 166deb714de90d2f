// Package guess_joined leaves its registration whatever a condition says that was not
// understood: both ways come together again.
package guess_joined

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
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.Guess[int32]() == 1 {
		if wdm.Guess[int32]() == 2 {
			wdm.KeSetEvent(&stop, 0, false)
		}
		wdm.KeClearEvent(&stop)
	}
	if wdm.KeReadStateEvent(&stop) != 0 || wdm.Unknown[bool]() {
		wsk.WskDeregister(&registration)
	}
} // want WSK001
