// Package unset_halts waits in its unload function for an event that nobody initialises or
// sets: what stands behind the wait is never reached.
package unset_halts

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var stopped wdm.KEVENT

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return capture()
}

// capture does what DriverEntry can do without.
func capture() wdm.NTSTATUS {
	if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeWaitForSingleObject(&stopped, wdm.Executive, wdm.KernelMode, false, nil) // want inconclusive
	wsk.WskReleaseProviderNPI(&registration)                                       // want inconclusive
	wsk.WskDeregister(&registration)                                               // want inconclusive
}
