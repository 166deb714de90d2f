// Package try_ok tries a fast mutex, and deregisters without it on either way.
package try_ok

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
	lock       wdm.FAST_MUTEX
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.ExInitializeFastMutex(&lock)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.ExTryToAcquireFastMutex(&lock) {
		mine := registered
		registered = false
		wdm.ExReleaseFastMutex(&lock)
		if mine {
			wsk.WskDeregister(&registration)
		}
		return
	}
	if registered {
		wsk.WskDeregister(&registration)
	}
}
