// Package heap_captured publishes a heap object with its registration in a
// global, and never releases its provider.
package heap_captured

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type client struct {
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	active   *client
)

func newClient() (*client, wdm.NTSTATUS) {
	c := &client{}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &c.registration)
	if !wdm.NT_SUCCESS(status) {
		return nil, status
	}
	status = wsk.WskCaptureProviderNPI(&c.registration, wsk.WSK_INFINITE_WAIT, &c.provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&c.registration)
		return nil, status
	}
	return c, wdm.STATUS_SUCCESS
}

func (c *client) close() {
	wsk.WskDeregister(&c.registration) // want WSK003
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	c, status := newClient()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	active = c
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	active.close()
}
