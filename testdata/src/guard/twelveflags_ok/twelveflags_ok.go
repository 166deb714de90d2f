// Package twelveflags_ok captures 12 times if it can, and releases what each flag says.
package twelveflags_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve bool

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
	seven = capture()
	eight = capture()
	nine = capture()
	ten = capture()
	eleven = capture()
	twelve = capture()
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
	if four {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if five {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if six {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if seven {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if eight {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if nine {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if ten {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if eleven {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if twelve {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
