// Package helper_oneway gives its spin lock back on one of two ways.
package helper_oneway

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	registered bool
	lock       wdm.KSPIN_LOCK
	old        wdm.KIRQL
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeSpinLock(&lock)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func enter() {
	var irql wdm.KIRQL
	wdm.KeAcquireSpinLock(&lock, &irql)
	old = irql
}

func leave() {
	wdm.KeReleaseSpinLock(&lock, old)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	enter()
	if !registered {
		leave()
		return
	}
	registered = false
	stop()
	leave()
}

func stop() {
	wsk.WskDeregister(&registration) // want WSK011
}
