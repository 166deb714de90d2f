// Package deleted deletes the device, and with it the registration in its
// extension, before it deregisters.
package deleted

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type extension struct {
	registration wsk.WSK_REGISTRATION
	registered   bool
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	device   *wdm.DEVICE_OBJECT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	ext := &extension{}
	device.DeviceExtension = ext
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &ext.registration)
	ext.registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	ext := device.DeviceExtension.(*extension)
	registered := ext.registered
	wdm.IoDeleteDevice(device) // want WSK009
	if registered {
		wsk.WskDeregister(&ext.registration)
	}
}
