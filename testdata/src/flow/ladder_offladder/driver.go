// Package ladder_offladder leaves the ladder of labels out where the last
// step failed.
package ladder_offladder

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

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var status wdm.NTSTATUS
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	driver.DriverUnload = unload

	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		goto done
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		goto deregister
	}
	status = wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		goto done
	}
	return wdm.STATUS_SUCCESS

deregister:
	wsk.WskDeregister(&registration)
done:
	return status // want WSK006
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(device)
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
