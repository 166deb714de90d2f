// Package thread_ok deregisters in a thread of its own, at PASSIVE_LEVEL, while
// who waits for it holds a fast mutex.
package thread_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	thread any
	lock   wdm.FAST_MUTEX
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.ExInitializeFastMutex(&lock)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func stop(context any) {
	wsk.WskDeregister(&registration)
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var handle wdm.HANDLE
	wdm.ExAcquireFastMutex(&lock)
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, stop, nil)
	if wdm.NT_SUCCESS(status) {
		wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
		wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
		wdm.ObDereferenceObject(thread)
		wdm.ZwClose(handle)
	}
	wdm.ExReleaseFastMutex(&lock)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
}
