// Package handed_interface hands its routine to an interface that nothing implements.
package handed_interface

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

type scheduler interface{ Later(routine func()) }

func poll() {
	var provider wsk.WSK_PROVIDER_NPI
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider) // want inconclusive
	if wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration) // want inconclusive
	}
}

func timers() scheduler {
	return wdm.Unknown[scheduler]()
}

func unload(driver *wdm.DRIVER_OBJECT) {
	timers().Later(poll)
	wsk.WskDeregister(&registration)
}
