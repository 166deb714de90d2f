// Package sentinel_ok keeps a status word that holds a failure until the
// client is registered.
package sentinel_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

// wskStatus is STATUS_DEVICE_NOT_READY until the first request starts the client.
var wskStatus = wdm.STATUS_DEVICE_NOT_READY

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wskStatus
	if status == wdm.STATUS_DEVICE_NOT_READY {
		client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
		status = wsk.WskRegister(&client, &registration)
		if wdm.NT_SUCCESS(status) {
			wskStatus = wdm.STATUS_SUCCESS
		}
	}
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.NT_SUCCESS(wskStatus) {
		wsk.WskDeregister(&registration)
	}
}
