// Package pnp_kept registers when its device is added and does not deregister when the
// device is removed.
package pnp_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
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
	if wdm.IoGetCurrentIrpStackLocation(irp).MinorFunction == wdm.IRP_MN_REMOVE_DEVICE {
		wdm.DbgPrint("removed")
	}
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.DbgPrint("unloaded")
} // want WSK001
