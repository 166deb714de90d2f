// Package copiedstage_opens copies another field than the one that was saved.
package copiedstage_opens

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

// state goes through three fields and two functions before it is asked for.
type context struct {
	stage   int32
	saved   int32
	restore int32
	opens   int32
}

var driverContext context

func (c *context) save() {
	c.opens++
	c.saved = c.stage + 1
}

func (c *context) load() {
	c.opens++
	c.restore = c.opens + 1
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if wdm.NT_SUCCESS(status) {
		driverContext.stage = 1
	}
	driverContext.save()
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	driverContext.load()
	if driverContext.restore == 2 {
		wsk.WskDeregister(&registration)
	}
} // want WSK001
