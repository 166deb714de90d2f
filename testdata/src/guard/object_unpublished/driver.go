// Package object_unpublished drops the object that holds the registration.
package object_unpublished

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
		return nil
	}
	return c
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	opened := open()
	if opened == nil {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS // want WSK009
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if current != nil {
		wsk.WskDeregister(&current.registration)
		current = nil
	}
}
