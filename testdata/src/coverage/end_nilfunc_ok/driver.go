// Package end_nilfunc_ok calls a routine that a variable holds.
package end_nilfunc_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	hook         = poll
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func poll() {
	var provider wsk.WSK_PROVIDER_NPI
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	if wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	hook()
	wsk.WskDeregister(&registration)
}
