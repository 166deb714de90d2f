// Package channel_made sends on a channel with room for what it sends, and forgets to
// deregister.
package channel_made

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	log          chan string
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	log = make(chan string, 1)
	log <- "unload"
} // want WSK001
