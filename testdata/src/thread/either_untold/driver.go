// Package either_untold has a thread that waits for its work or its end, whichever comes
// first, with the provider captured, and Unload does not tell it to end.
package either_untold

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	end          wdm.KEVENT
	work         wdm.KSEMAPHORE
	worker       any
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_WRITE] = write
	wdm.KeInitializeEvent(&end, wdm.NotificationEvent, false)
	wdm.KeInitializeSemaphore(&work, 0, 100)
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var handle wdm.HANDLE
	status = wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, serve, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &worker, nil)
	wdm.ZwClose(handle)
	return wdm.STATUS_SUCCESS
}

func write(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wdm.KeReleaseSemaphore(&work, wdm.IO_NO_INCREMENT, 1, false)
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK003
	wdm.KeWaitForSingleObject(worker, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(worker)
}

func serve(context any) {
	var provider wsk.WSK_PROVIDER_NPI
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wdm.PsTerminateSystemThread(status)
	}
	for {
		status = wdm.KeWaitForMultipleObjects(2, []any{&end, &work}, wdm.WaitAny, wdm.Executive, wdm.KernelMode, false, nil, nil)
		if status == wdm.STATUS_WAIT_0 {
			break
		}
	}
	wsk.WskReleaseProviderNPI(&registration)
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}
