// Package endsitself_ok has a thread that ends itself where it fails.
package endsitself_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	thread       any
	stop         wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, 0, nil, nil, nil, serve, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
	wdm.ZwClose(handle)
	return wdm.STATUS_SUCCESS
}

func serve(context any) {
	var provider wsk.WSK_PROVIDER_NPI
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.PsTerminateSystemThread(status)
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		wdm.PsTerminateSystemThread(status)
	}
	wdm.KeWaitForSingleObject(&stop, wdm.Executive, wdm.KernelMode, false, nil)
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeSetEvent(&stop, 0, false)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thread)
}
