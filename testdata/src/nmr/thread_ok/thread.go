// Package thread_ok deregisters its NMR client in a thread that it waits for.
package thread_ok

import (
	"github.com/wskvet/wskvet/wdm"
)

var (
	characteristics wdm.NPI_CLIENT_CHARACTERISTICS
	client          wdm.HANDLE
	thread          any
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return wdm.NmrRegisterClient(&characteristics, nil, &client)
}

func stop(context any) {
	wdm.NmrDeregisterClient(client)
	wdm.NmrWaitForClientDeregisterComplete(client)
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, stop, nil)
	if !wdm.NT_SUCCESS(status) {
		wdm.NmrDeregisterClient(client)
		wdm.NmrWaitForClientDeregisterComplete(client)
		return
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thread)
	wdm.ZwClose(handle)
}
