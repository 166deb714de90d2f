// Package pnpstart_ok registers when its device is started and deregisters when
// the device is removed, which comes for each device before unload. Its AddDevice is
// left out of the model.
package pnpstart_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	running      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_PNP] = pnp
	return wdm.STATUS_SUCCESS
}

func pnp(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wdm.STATUS_SUCCESS
	switch wdm.IoGetCurrentIrpStackLocation(irp).MinorFunction {
	case wdm.IRP_MN_START_DEVICE:
		status = start()
	case wdm.IRP_MN_REMOVE_DEVICE:
		stop()
	}
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	running = true
	return wdm.STATUS_SUCCESS
}

func stop() {
	if !running {
		return
	}
	running = false
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.DbgPrint("unloaded")
}
