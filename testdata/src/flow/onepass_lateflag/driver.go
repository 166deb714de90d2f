// Package onepass_lateflag sets the local flag of the provider after the last
// step instead of after the capture.
package onepass_lateflag

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var (
		status               wdm.NTSTATUS
		device               *wdm.DEVICE_OBJECT
		registered, captured bool
	)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	driver.DriverUnload = unload
	for {
		status = wsk.WskRegister(&client, &registration)
		if !wdm.NT_SUCCESS(status) {
			break
		}
		registered = true
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
		if !wdm.NT_SUCCESS(status) {
			break
		}
		status = wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
		if !wdm.NT_SUCCESS(status) {
			break
		}
		captured = true
		break
	}
	if !wdm.NT_SUCCESS(status) {
		if captured {
			wsk.WskReleaseProviderNPI(&registration)
		}
		if registered {
			wsk.WskDeregister(&registration) // want WSK003
		}
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(driver.DeviceObject)
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
