// Package pnpstart_flag registers when its device is added and deregisters when the
// device is removed, if it has been started: one that is removed before that is
// forgotten.
package pnpstart_flag

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	running      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.DriverExtension.AddDevice = addDevice
	driver.MajorFunction[wdm.IRP_MJ_PNP] = pnp
	return wdm.STATUS_SUCCESS
}

func addDevice(driver *wdm.DRIVER_OBJECT, physical *wdm.DEVICE_OBJECT) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func pnp(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	switch wdm.IoGetCurrentIrpStackLocation(irp).MinorFunction {
	case wdm.IRP_MN_START_DEVICE:
		running = true
	case wdm.IRP_MN_REMOVE_DEVICE:
		if running {
			wsk.WskDeregister(&registration)
		}
	}
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.DbgPrint("unloaded")
} // want WSK001
