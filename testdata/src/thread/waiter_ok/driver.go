// Package waiter_ok has a thread wait for its provider, and joins it behind
// WskDeregister, which lets it go.
package waiter_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	waiter       any
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var thread wdm.HANDLE
	status = wdm.PsCreateSystemThread(&thread, wdm.THREAD_ALL_ACCESS, nil, nil, nil, serve, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	wdm.ObReferenceObjectByHandle(thread, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &waiter, nil)
	wdm.ZwClose(thread)
	return wdm.STATUS_SUCCESS
}

// serve waits until there is a provider, or the driver deregisters.
func serve(any) {
	if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
	wdm.KeWaitForSingleObject(waiter, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(waiter)
}
