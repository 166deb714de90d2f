// Package lazycapture_unreleased captures at the first request and never
// releases.
package lazycapture_unreleased

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var captured bool

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wdm.STATUS_SUCCESS
	if !captured {
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
		captured = wdm.NT_SUCCESS(status)
	}
	if captured {
		status = provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil)
	}
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK003
}
