// Package undolist_short forgets the registration in the list of what unload
// has to undo.
package undolist_short

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

// undo holds what unload has to do, the last step first.
var undo []func()

func release()    { wsk.WskReleaseProviderNPI(&registration) }
func deregister() { wsk.WskDeregister(&registration) }

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	undo = []func(){deregister}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	undo = []func(){release}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	for _, step := range undo {
		step()
	}
} // want WSK001
