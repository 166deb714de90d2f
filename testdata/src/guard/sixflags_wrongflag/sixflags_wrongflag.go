// Package sixflags_wrongflag captures 6 times if it can, and releases the fourth capture under the flag of the third.
package sixflags_wrongflag

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var one, two, three, four, five, six bool

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	one = capture()
	two = capture()
	three = capture()
	four = capture()
	five = capture()
	six = capture()
	return wdm.STATUS_SUCCESS
}

func capture() bool {
	return wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider))
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if one {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if two {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if three {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if three {
		wsk.WskReleaseProviderNPI(&registration) // want WSK008
	}
	if five {
		wsk.WskReleaseProviderNPI(&registration) // want WSK008
	}
	if six {
		wsk.WskReleaseProviderNPI(&registration) // want WSK008
	}
	wsk.WskDeregister(&registration) // want WSK003
}
