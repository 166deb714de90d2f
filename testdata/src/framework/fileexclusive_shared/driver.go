// Package fileexclusive_shared is the same, but lets several handles be open.
package fileexclusive_shared

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var config wdm.WDF_DRIVER_CONFIG
	wdm.WDF_DRIVER_CONFIG_INIT(&config, deviceAdd)
	config.EvtDriverUnload = driverUnload
	return wdm.WdfDriverCreate(driver, path, nil, &config, nil)
}

func driverUnload(driver wdm.WDFDRIVER) {
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var files wdm.WDF_FILEOBJECT_CONFIG
	wdm.WDF_FILEOBJECT_CONFIG_INIT(&files, create, nil, cleanup)
	wdm.WdfDeviceInitSetFileObjectConfig(init, &files, nil)
	var device wdm.WDFDEVICE
	return wdm.WdfDeviceCreate(&init, nil, &device)
}

func create(device wdm.WDFDEVICE, request wdm.WDFREQUEST, file wdm.WDFFILEOBJECT) {
	wdm.WdfRequestComplete(request, begin())
}

func cleanup(file wdm.WDFFILEOBJECT) {
	wsk.WskDeregister(&registration)
}

func begin() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration) // want WSK008
}
