// Package constraint_early deregisters, through the methods of a type parameter,
// before it releases.
package constraint_early

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type resource interface {
	open() wdm.NTSTATUS
	close()
}

type guard[R resource] struct {
	resource R
	held     bool
}

func (g *guard[R]) acquire() bool {
	if !g.held {
		g.held = wdm.NT_SUCCESS(g.resource.open())
	}
	return g.held
}

func (g *guard[R]) drop() {
	if g.held {
		g.resource.close()
		g.held = false
	}
}

type client struct{ registration wsk.WSK_REGISTRATION }

func (c *client) open() wdm.NTSTATUS {
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &c.registration)
}

func (c *client) close() { wsk.WskDeregister(&c.registration) } // want WSK003

type provider struct {
	client *client
	npi    wsk.WSK_PROVIDER_NPI
}

func (p *provider) open() wdm.NTSTATUS {
	return wsk.WskCaptureProviderNPI(&p.client.registration, wsk.WSK_NO_WAIT, &p.npi)
}

func (p *provider) close() { wsk.WskReleaseProviderNPI(&p.client.registration) }

var (
	dispatch wsk.WSK_CLIENT_DISPATCH
	clients  = guard[*client]{resource: &client{}}
	captures = guard[*provider]{resource: &provider{client: clients.resource}}
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	if !clients.acquire() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !captures.acquire() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	clients.drop()
	captures.drop()
}
