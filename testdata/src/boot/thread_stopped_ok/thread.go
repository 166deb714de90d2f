// Package thread_stopped_ok captures in a thread, which WskDeregister lets go before
// DriverEntry waits for it.
package thread_stopped_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var thread any

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var handle wdm.HANDLE
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, look, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
	wdm.ZwClose(handle)
	var device *wdm.DEVICE_OBJECT
	status = wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		stop()
		return status
	}
	driver.DeviceObject = device
	return wdm.STATUS_SUCCESS
}

// look looks what the provider has.
func look(context any) {
	var provider wsk.WSK_PROVIDER_NPI
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

// stop deregisters, which ends the capture, and waits for the thread.
func stop() {
	wsk.WskDeregister(&registration)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thread)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(driver.DeviceObject)
	stop()
}
