// Package several_unreleased waits for several goroutines, none of which releases.
package several_unreleased

import (
	"sync"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	workers      sync.WaitGroup
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	for range 3 {
		workers.Add(1)
		go work()
	}
	return wdm.STATUS_SUCCESS
}

func work() {
	defer workers.Done()
	var provider wsk.WSK_PROVIDER_NPI
	if !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)) {
		return
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	workers.Wait()
	wsk.WskDeregister(&registration) // want WSK003
}
