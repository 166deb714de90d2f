// Package ndisrwlock_held deregisters under an NDIS reader-writer lock.
package ndisrwlock_held

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
	lock       *wdm.NDIS_RW_LOCK_EX
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	lock = wdm.NdisAllocateRWLock(nil)
	if lock == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var state wdm.LOCK_STATE_EX
	wdm.NdisAcquireRWLockRead(lock, &state, 0)
	if registered {
		wsk.WskDeregister(&registration) // want WSK011
		registered = false
	}
	wdm.NdisReleaseRWLock(lock, &state)
}
