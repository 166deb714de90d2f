// Package handle_dropped captures for each open handle, and drops what the capture says.
package handle_dropped

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closed
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func create(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	return wdm.STATUS_SUCCESS
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wsk.WskReleaseProviderNPI(&registration) // want WSK007
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
