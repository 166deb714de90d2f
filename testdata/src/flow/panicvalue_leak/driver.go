// Package panicvalue_leak fails with the status that it panics with, and leaves its
// registration.
package panicvalue_leak

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

type failure struct{ status wdm.NTSTATUS }

func must(status wdm.NTSTATUS) {
	if !wdm.NT_SUCCESS(status) {
		panic(failure{status})
	}
}

func start() {
	must(wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration))
	started := false
	defer func() {
		if !started {
			wdm.DbgPrint("not started")
		}
	}()
	must(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider))
	started = true
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (status wdm.NTSTATUS) {
	defer func() {
		if f, ok := recover().(failure); ok {
			status = f.status
		}
	}()
	start()
	driver.DriverUnload = unload
	return wdm.STATUS_SUCCESS
} // want WSK006

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
