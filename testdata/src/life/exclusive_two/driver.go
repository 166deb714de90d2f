// Package exclusive_two has two exclusive devices: while one is open, the other
// can be opened too, and the same registration is registered again.
package exclusive_two

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	first        *wdm.DEVICE_OBJECT
	second       *wdm.DEVICE_OBJECT
	names        [2]wdm.UNICODE_STRING
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closed
	status := wdm.IoCreateDevice(driver, 0, &names[0], wdm.FILE_DEVICE_NETWORK, 0, true, &first)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wdm.IoCreateDevice(driver, 0, &names[1], wdm.FILE_DEVICE_NETWORK, 0, true, &second)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoDeleteDevice(first)
	}
	return status
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
	wdm.IoDeleteDevice(second)
	wdm.IoDeleteDevice(first)
}
