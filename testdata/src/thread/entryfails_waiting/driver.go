// Package entryfails_waiting has a thread that deregisters when the driver is told to
// stop. Where DriverEntry fails, nobody tells it, and it waits for ever.
package entryfails_waiting

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
	stop   wdm.KEVENT
	thread any
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var handle wdm.HANDLE
	status = wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, worker, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
	wdm.ZwClose(handle)
	var device *wdm.DEVICE_OBJECT
	status = wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
	return status // want WSK006
}

func worker(context any) {
	wdm.KeWaitForSingleObject(&stop, wdm.Executive, wdm.KernelMode, false, nil)
	wsk.WskDeregister(&registration)
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(driver.DeviceObject)
	finish()
}

func finish() {
	wdm.KeSetEvent(&stop, wdm.IO_NO_INCREMENT, false)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thread)
}
