// Package npiclient_ok knows by Npi.Client whether the provider is captured.
package npiclient_ok

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
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	wdm.DbgPrint("capture: %x", status)
	return wdm.STATUS_SUCCESS
}

// control gives the provider back before the driver is unloaded.
func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wdm.STATUS_SUCCESS
	releaseProvider()
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func releaseProvider() {
	if provider.Client == nil {
		return
	}
	wsk.WskReleaseProviderNPI(&registration)
	provider = wsk.WSK_PROVIDER_NPI{}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	releaseProvider()
	wsk.WskDeregister(&registration)
}
