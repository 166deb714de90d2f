// Package sentinel_zero forgets that a status word of zero means success
// before anything was registered.
package sentinel_zero

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var (
	wskStatus wdm.NTSTATUS
	started   bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wskStatus
	if !started {
		started = true
		client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
		status = wsk.WskRegister(&client, &registration)
		wskStatus = status
	}
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.NT_SUCCESS(wskStatus) {
		wsk.WskDeregister(&registration) // want WSK007
	}
}
