// Package exitlabel_ok has one exit label, which success passes too; a failed
// start runs the cleanup of unload.
package exitlabel_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var registered, captured bool

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var (
		status wdm.NTSTATUS
		device *wdm.DEVICE_OBJECT
	)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	driver.DriverUnload = unload

	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		goto exit
	}
	registered = true
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		goto exit
	}
	captured = true
	status = wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)

exit:
	if !wdm.NT_SUCCESS(status) {
		cleanup()
	}
	return status
}

func cleanup() {
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if registered {
		wsk.WskDeregister(&registration)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(driver.DeviceObject)
	cleanup()
}
