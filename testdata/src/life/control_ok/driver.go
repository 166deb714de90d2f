// Package control_ok starts and stops on requests of a handle that opens and
// closes without a trace.
package control_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	started      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = pass
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = pass
	driver.MajorFunction[wdm.IRP_MJ_WRITE] = start
	driver.MajorFunction[wdm.IRP_MJ_READ] = stop
	return wdm.STATUS_SUCCESS
}

func pass(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return wdm.STATUS_SUCCESS
}

func start(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if started {
		return wdm.STATUS_SUCCESS
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	started = wdm.NT_SUCCESS(status)
	return status
}

func stop(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	shutDown()
	return wdm.STATUS_SUCCESS
}

func shutDown() {
	if started {
		wsk.WskDeregister(&registration)
		started = false
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	shutDown()
}
