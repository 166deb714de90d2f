// Package nildevice_ok stays loaded when its WskRegister fails, without a device.
// Unload then hands nil to IoDeleteDevice, which stops the system: what stands behind
// is reached with the device alone, and so with the registration.
package nildevice_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	device       *wdm.DEVICE_OBJECT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if !wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) {
		return wdm.STATUS_SUCCESS
	}
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(device)
	wsk.WskDeregister(&registration)
}
