// Package compareexchange_unmarked forgets to say that it has started.
package compareexchange_unmarked

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const (
	stopped int32 = iota
	starting
	started
	stopping
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var state int32

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return start()
}

func start() wdm.NTSTATUS {
	if wdm.InterlockedCompareExchange(&state, starting, stopped) != stopped {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedExchange(&state, stopped)
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		wdm.InterlockedExchange(&state, stopped)
		return status
	}
	return wdm.STATUS_SUCCESS
}

func stop() {
	if wdm.InterlockedCompareExchange(&state, stopping, started) != started {
		return
	}
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
	wdm.InterlockedExchange(&state, stopped)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
} // want WSK001
