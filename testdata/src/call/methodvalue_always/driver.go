// Package methodvalue_always keeps the method that deregisters even where the
// registration failed.
package methodvalue_always

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type client struct {
	registration wsk.WSK_REGISTRATION
	stop         func()
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	net      client
)

func (c *client) deregister() {
	wsk.WskDeregister(&c.registration) // want WSK007
}

func (c *client) nothing() {}

func (c *client) start() wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	c.stop = c.nothing
	status := wsk.WskRegister(&npi, &c.registration)
	wdm.DbgPrint("register: %x", status)
	c.stop = c.deregister
	return wdm.STATUS_SUCCESS
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	start := net.start
	return start()
}

func unload(driver *wdm.DRIVER_OBJECT) {
	net.stop()
}
