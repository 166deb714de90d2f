// Package embedded_notreset keeps the registration in an embedded struct and
// does not remember that it is closed.
package embedded_notreset

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type base struct {
	registration wsk.WSK_REGISTRATION
	registered   bool
}

type client struct {
	base
	name string
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	net      = client{name: "net"}
)

func (b *base) open() {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	b.registered = wdm.NT_SUCCESS(wsk.WskRegister(&client, &b.registration))
}

func (b *base) close() {
	if b.registered {
		wsk.WskDeregister(&b.registration) // want WSK008
	}
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	net.open()
	wdm.DbgPrint("%s registered: %v", net.name, net.registered)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	net.close()
	net.close()
}
