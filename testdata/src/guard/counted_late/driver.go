// Package counted_late counts in a device where it may be missing before.
package counted_late

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

type device struct {
	count int32
}

var found *device

// note counts, and crashes where there is no device.
func (d *device) note() { d.count++ }

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if status := wsk.WskRegister(&client, &registration); !wdm.NT_SUCCESS(status) {
		return status
	}
	var provider wsk.WSK_PROVIDER_NPI
	if status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider); wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
		found = new(device)
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if found != nil {
		found.note()
		wsk.WskDeregister(&registration)
	}
} // want WSK001
