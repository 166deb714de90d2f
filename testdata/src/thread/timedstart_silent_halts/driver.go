// Package timedstart_silent_halts waits for an event that nobody sets: the wait can
// only time out, and the driver never stays loaded.
package timedstart_silent_halts

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	captured     wdm.KEVENT
	thread       wdm.HANDLE
	holds        bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&captured, wdm.NotificationEvent, false)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wdm.PsCreateSystemThread(&thread, 0, nil, nil, nil, start, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	second := wdm.LARGE_INTEGER{QuadPart: -10_000_000}
	if wdm.KeWaitForSingleObject(&captured, wdm.Executive, wdm.KernelMode, false, &second) == wdm.STATUS_SUCCESS {
		return wdm.STATUS_SUCCESS
	}
	wdm.ZwWaitForSingleObject(thread, false, nil)
	if holds {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
	return wdm.STATUS_DEVICE_NOT_READY
}

func start(context any) {
	status := wsk.WskCaptureProviderNPI(&registration, 500, &provider)
	if !wdm.NT_SUCCESS(status) {
		return
	}
	holds = true
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&registration) // want inconclusive
	wsk.WskDeregister(&registration)         // want inconclusive
}
