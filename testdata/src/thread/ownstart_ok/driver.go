// Package ownstart_ok starts in a thread, for which unload waits.
package ownstart_ok

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
	return wdm.PsCreateSystemThread(&thread, 0, nil, nil, nil, start, nil)
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
	wdm.ZwWaitForSingleObject(thread, false, nil)
	if ready {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
	}
}
