// Package ownstart_unjoined starts in a thread for which unload does not wait: the
// thread may be anywhere between its WskRegister and its end when unload returns.
package ownstart_unjoined

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	ready        bool
	thread       wdm.HANDLE
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return wdm.PsCreateSystemThread(&thread, 0, nil, nil, nil, start, nil) // want WSK005
}

func start(context any) {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if !wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) {
		return
	}
	if !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)) {
		wsk.WskDeregister(&registration)
		return
	}
	ready = true
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if ready {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
	}
}
