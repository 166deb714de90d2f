// Package exclusive_shared registers while its device is open. The device is not
// exclusive, and the second who opens it registers again.
package exclusive_shared

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	device       *wdm.DEVICE_OBJECT
	name         wdm.UNICODE_STRING
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closed
	return wdm.IoCreateDevice(driver, 0, &name, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
}

func create(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration) // want WSK008
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wsk.WskDeregister(&registration)
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(device)
}
