// Package rundown_nowait deregisters in a work item that holds rundown
// protection, and does not wait.
package rundown_nowait

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
	device  *wdm.DEVICE_OBJECT
	item    *wdm.IO_WORKITEM
	rundown wdm.EX_RUNDOWN_REF
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.ExInitializeRundownProtection(&rundown)
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	item = wdm.IoAllocateWorkItem(device)
	if item == nil {
		wdm.IoDeleteDevice(device)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeWorkItem(item)
		wdm.IoDeleteDevice(device)
	}
	return status
}

func work(device *wdm.DEVICE_OBJECT, context any) {
	wsk.WskDeregister(&registration)
	wdm.ExReleaseRundownProtection(&rundown)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.ExAcquireRundownProtection(&rundown)
	wdm.IoQueueWorkItem(item, work, wdm.DelayedWorkQueue, nil) // want WSK005
}
