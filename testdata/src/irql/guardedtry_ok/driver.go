// Package guardedtry_ok gives up a guarded mutex, where it got it, and deregisters.
package guardedtry_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var lock wdm.KGUARDED_MUTEX

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeGuardedMutex(&lock)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	taken := wdm.KeTryToAcquireGuardedMutex(&lock)
	if taken {
		wdm.KeReleaseGuardedMutex(&lock)
	}
	wsk.WskDeregister(&registration)
}
