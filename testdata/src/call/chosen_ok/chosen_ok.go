// Package chosen_ok stops in the one of nine ways that the registry names; each deregisters.
package chosen_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	mode         uint32
	reason       string
)

var stops = [...]func(){stopNow, stopLater, stopQuietly, stopLoudly, stopTwice, stopForUpdate, stopForSleep, stopForHibernation, stopForPower}

func stopNow()       { wsk.WskDeregister(&registration) }
func stopLater()     { wsk.WskDeregister(&registration) }
func stopQuietly()   { wsk.WskDeregister(&registration) }
func stopLoudly()    { wsk.WskDeregister(&registration) }
func stopTwice()     { wsk.WskDeregister(&registration) }
func stopForUpdate() { wsk.WskDeregister(&registration) }
func stopForSleep()  { wsk.WskDeregister(&registration) }
func stopForPower()  { wsk.WskDeregister(&registration) }

func stopForHibernation() {
	reason = "hibernates"
	wsk.WskDeregister(&registration)
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	readMode(path, &mode)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

// readMode reads a value of the registry.
func readMode(path *wdm.UNICODE_STRING, value *uint32)

func unload(driver *wdm.DRIVER_OBJECT) {
	if int(mode) >= len(stops) {
		mode = 0
	}
	stops[mode]()
}
