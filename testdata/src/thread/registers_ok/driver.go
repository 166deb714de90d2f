// Package registers_ok waits for the work item that registers.
package registers_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	registered   bool
	item         *wdm.IO_WORKITEM
	done         wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var device *wdm.DEVICE_OBJECT
	if status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device); !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	item = wdm.IoAllocateWorkItem(device)
	if item == nil {
		wdm.IoDeleteDevice(device)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.IoQueueWorkItem(item, register, wdm.DelayedWorkQueue, nil)
	driver.DriverUnload = unload
	return wdm.STATUS_SUCCESS
}

func register(device *wdm.DEVICE_OBJECT, context any) {
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	registered = wdm.NT_SUCCESS(status)
	wdm.KeSetEvent(&done, 0, false)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.IoFreeWorkItem(item)
	if registered {
		wsk.WskDeregister(&registration)
	}
	wdm.IoDeleteDevice(driver.DeviceObject)
}
