// Package filecreate_ok registers when a file is opened and deregisters when it is cleaned up: a create that fails is not cleaned up.
package filecreate_ok

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
	wdm.WdfDeviceInitSetExclusive(init, true)
	var device wdm.WDFDEVICE
	return wdm.WdfDeviceCreate(&init, nil, &device)
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func create(device wdm.WDFDEVICE, request wdm.WDFREQUEST, file wdm.WDFFILEOBJECT) {
	status := start()
	wdm.WdfRequestComplete(request, status)
}

func cleanup(file wdm.WDFFILEOBJECT) {
	wsk.WskDeregister(&registration)
}
