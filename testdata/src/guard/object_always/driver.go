// Package object_always returns the object even where its registration
// failed.
package object_always

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type connection struct {
	registration wsk.WSK_REGISTRATION
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	current  *connection
)

func open() *connection {
	c := &connection{}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if !wdm.NT_SUCCESS(wsk.WskRegister(&client, &c.registration)) {
		wdm.DbgPrint("register failed")
	}
	return c
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	current = open()
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if current != nil {
		wsk.WskDeregister(&current.registration) // want WSK007
		current = nil
	}
}
