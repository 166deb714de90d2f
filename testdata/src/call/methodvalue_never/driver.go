// Package methodvalue_never keeps the method that does nothing.
package methodvalue_never

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
	wsk.WskDeregister(&c.registration)
}

func (c *client) nothing() {}

func (c *client) start() wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	c.stop = c.nothing
	status := wsk.WskRegister(&npi, &c.registration)
	if wdm.NT_SUCCESS(status) {
		c.stop = c.nothing
	}
	return wdm.STATUS_SUCCESS
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	start := net.start
	return start()
}

func unload(driver *wdm.DRIVER_OBJECT) {
	net.stop()
} // want WSK001
