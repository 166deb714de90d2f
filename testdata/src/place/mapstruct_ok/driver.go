// Package mapstruct_ok keeps structs in a map by their device.
package mapstruct_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type client struct {
	registration *wsk.WSK_REGISTRATION
	captured     bool
}

var (
	dispatch wsk.WSK_CLIENT_DISPATCH
	clients  = map[*wdm.DEVICE_OBJECT]client{}
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	var device *wdm.DEVICE_OBJECT
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	registration := new(wsk.WSK_REGISTRATION)
	status = wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoDeleteDevice(device)
		return status
	}
	var provider wsk.WSK_PROVIDER_NPI
	status = wsk.WskCaptureProviderNPI(registration, wsk.WSK_NO_WAIT, &provider)
	clients[device] = client{registration, wdm.NT_SUCCESS(status)}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	device := driver.DeviceObject
	if c, ok := clients[device]; ok {
		if c.captured {
			wsk.WskReleaseProviderNPI(c.registration)
		}
		wsk.WskDeregister(c.registration)
	}
	wdm.IoDeleteDevice(device)
}
