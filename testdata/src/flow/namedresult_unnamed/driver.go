// Package namedresult_unnamed deregisters in a deferred closure that reads a
// variable which the return statement does not set.
package namedresult_unnamed

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var device *wdm.DEVICE_OBJECT

func start(driver *wdm.DRIVER_OBJECT) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer func() {
		if !wdm.NT_SUCCESS(status) {
			wsk.WskDeregister(&registration)
		}
	}()
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)) {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	if status := start(driver); !wdm.NT_SUCCESS(status) {
		return status // want WSK006
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(device)
	wsk.WskDeregister(&registration)
}
