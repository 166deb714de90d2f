// Package select_early says that it is done before it deregisters: Unload may return
// in between.
package select_early

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	done := make(chan bool)
	late := make(chan bool)
	go func() { // want WSK005
		done <- true
		wsk.WskDeregister(&registration)
	}()
	for {
		select {
		case <-done:
			return
		case <-late:
			wdm.DbgPrint("still waiting")
		}
	}
}
