// Package pointer_twice hands the registration down by pointer and stops
// twice.
package pointer_twice

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type client struct {
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	captured     bool
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	net      client
)

func register(reg *wsk.WSK_REGISTRATION) wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&npi, reg)
}

func capture(reg *wsk.WSK_REGISTRATION, npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return wsk.WskCaptureProviderNPI(reg, wsk.WSK_INFINITE_WAIT, npi)
}

func start(c *client) wdm.NTSTATUS {
	status := register(&c.registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = capture(&c.registration, &c.provider)
	if !wdm.NT_SUCCESS(status) {
		deregister(&c.registration)
		return status
	}
	c.captured = true
	return wdm.STATUS_SUCCESS
}

func deregister(reg *wsk.WSK_REGISTRATION) {
	wsk.WskDeregister(reg) // want WSK008
}

func stop(c *client) {
	if c.captured {
		wsk.WskReleaseProviderNPI(&c.registration)
	}
	deregister(&c.registration)
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return start(&net)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop(&net)
	deregister(&net.registration)
}
