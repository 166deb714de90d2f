// Package failedstart_flagless calls its own unload function where its start
// failed, though that expects a complete start.
package failedstart_flagless

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var (
	registered, captured bool
	device               *wdm.DEVICE_OBJECT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := start(driver)
	if !wdm.NT_SUCCESS(status) {
		unload(driver)
	}
	return status
}

func start(driver *wdm.DRIVER_OBJECT) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	registered = true
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	captured = true
	return wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&registration) // want WSK007
	wsk.WskDeregister(&registration)
	if device != nil {
		wdm.IoDeleteDevice(device)
	}
}
