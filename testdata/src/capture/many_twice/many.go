// Package many_twice captures forty times as it loads, more than are counted one by one, and
// releases once more than that in Unload.
package many_twice

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const workers = 40

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	for i := 0; i < workers; i++ {
		var provider wsk.WSK_PROVIDER_NPI
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
		if !wdm.NT_SUCCESS(status) {
			stop(i)
			return status
		}
	}
	return wdm.STATUS_SUCCESS
}

// stop gives back what has been captured.
func stop(captured int) {
	for i := 0; i < captured; i++ {
		wsk.WskReleaseProviderNPI(&registration) // want WSK008
	}
	wsk.WskDeregister(&registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop(workers + 1)
}
