// Package dpc_unset_ok has a DPC that would wait for the provider, but is never
// queued.
package dpc_unset_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	provider wsk.WSK_PROVIDER_NPI
	captured bool
	timer    wdm.KTIMER
	tick     wdm.KDPC
	item     *wdm.IO_WORKITEM
	device   *wdm.DEVICE_OBJECT
	done     wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
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
		return status
	}
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	wdm.KeInitializeTimer(&timer)
	wdm.KeInitializeDpc(&tick, ticked, nil)
	wdm.IoQueueWorkItem(item, work, wdm.DelayedWorkQueue, nil)
	return wdm.STATUS_SUCCESS
}

func ticked(dpc *wdm.KDPC, context, argument1, argument2 any) {
	work(nil, nil)
}

func work(device *wdm.DEVICE_OBJECT, context any) {
	status := wsk.WskCaptureProviderNPI(&registration, 5000, &provider)
	captured = wdm.NT_SUCCESS(status)
	wdm.KeSetEvent(&done, wdm.IO_NO_INCREMENT, false)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
	wdm.IoFreeWorkItem(item)
	wdm.IoDeleteDevice(device)
}
