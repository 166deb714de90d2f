// Package rundowncache_ok deregisters in a work item that holds cache-aware rundown
// protection, and waits until it is released.
package rundowncache_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	device  *wdm.DEVICE_OBJECT
	item    *wdm.IO_WORKITEM
	rundown *wdm.EX_RUNDOWN_REF_CACHE_AWARE
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	rundown = wdm.ExAllocateCacheAwareRundownProtection(wdm.NonPagedPoolNx, 0)
	if rundown == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreeCacheAwareRundownProtection(rundown)
		return status
	}
	item = wdm.IoAllocateWorkItem(device)
	if item == nil {
		wdm.IoDeleteDevice(device)
		wdm.ExFreeCacheAwareRundownProtection(rundown)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeWorkItem(item)
		wdm.IoDeleteDevice(device)
		wdm.ExFreeCacheAwareRundownProtection(rundown)
	}
	return status
}

func work(device *wdm.DEVICE_OBJECT, context any) {
	wsk.WskDeregister(&registration)
	wdm.ExReleaseRundownProtectionCacheAware(rundown)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.ExAcquireRundownProtectionCacheAware(rundown) {
		wdm.IoQueueWorkItem(item, work, wdm.DelayedWorkQueue, nil)
	} else {
		wsk.WskDeregister(&registration)
	}
	wdm.ExWaitForRundownProtectionReleaseCacheAware(rundown)
	wdm.IoFreeWorkItem(item)
	wdm.IoDeleteDevice(device)
	wdm.ExFreeCacheAwareRundownProtection(rundown)
}
