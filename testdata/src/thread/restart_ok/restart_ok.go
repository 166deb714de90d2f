// Package restart_ok registers anew behind a work item that has deregistered.
package restart_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	device       *wdm.DEVICE_OBJECT
	item         *wdm.IO_WORKITEM
	stopped      wdm.KEVENT
	running      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = restart
	wdm.KeInitializeEvent(&stopped, wdm.SynchronizationEvent, false)
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, true, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	item = wdm.IoAllocateWorkItem(device)
	if item == nil {
		wdm.IoDeleteDevice(device)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status = start()
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeWorkItem(item)
		wdm.IoDeleteDevice(device)
	}
	return status
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	running = true
	return status
}

func restart(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !running {
		return start()
	}
	running = false
	wdm.IoQueueWorkItem(item, stop, wdm.DelayedWorkQueue, nil)
	wdm.KeWaitForSingleObject(&stopped, wdm.Executive, wdm.KernelMode, false, nil)
	return start()
}

func stop(device *wdm.DEVICE_OBJECT, context any) {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
	wdm.KeSetEvent(&stopped, wdm.IO_NO_INCREMENT, false)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if running {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
	}
	wdm.IoFreeWorkItem(item)
	wdm.IoDeleteDevice(device)
}
