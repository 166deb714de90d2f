// Package spinlock_again takes its spin lock a second time, and deregisters under
// it.
package spinlock_again

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
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeSpinLock(&lock)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var old wdm.KIRQL
	wdm.KeAcquireSpinLock(&lock, &old)
	mine := registered
	registered = false
	wdm.KeReleaseSpinLock(&lock, old)
	wdm.KeAcquireSpinLock(&lock, &old)
	if mine {
		wsk.WskDeregister(&registration) // want WSK011
	}
	wdm.KeReleaseSpinLock(&lock, old)
}
