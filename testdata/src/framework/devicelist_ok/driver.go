// Package devicelist_ok finds its devices in the list that the system keeps.
package devicelist_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type extension struct {
	registration wsk.WSK_REGISTRATION
	registered   bool
}

var dispatch wsk.WSK_CLIENT_DISPATCH

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	for range 2 {
		if status := add(driver); !wdm.NT_SUCCESS(status) {
			removeAll(driver)
			return status
		}
	}
	return wdm.STATUS_SUCCESS
}

func add(driver *wdm.DRIVER_OBJECT) wdm.NTSTATUS {
	var device *wdm.DEVICE_OBJECT
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	ext := &extension{}
	device.DeviceExtension = ext
	status = wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &ext.registration)
	ext.registered = wdm.NT_SUCCESS(status)
	return status
}

func removeAll(driver *wdm.DRIVER_OBJECT) {
	for driver.DeviceObject != nil {
		device := driver.DeviceObject
		ext := device.DeviceExtension.(*extension)
		if ext.registered {
			wsk.WskDeregister(&ext.registration)
		}
		wdm.IoDeleteDevice(device)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	removeAll(driver)
}
