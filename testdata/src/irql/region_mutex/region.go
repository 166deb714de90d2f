// Package region_mutex deregisters under a fast mutex that raises the IRQL, in
// a critical region.
package region_mutex

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
	lock       wdm.EX_PUSH_LOCK
	mutex      wdm.FAST_MUTEX
	resource   wdm.ERESOURCE
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeEnterCriticalRegion()
	wdm.ExAcquirePushLockExclusive(&lock)
	wdm.ExAcquireResourceExclusiveLite(&resource, true)
	wdm.ExAcquireFastMutex(&mutex)
	if registered {
		wsk.WskDeregister(&registration) // want WSK011
		registered = false
	}
	wdm.ExReleaseFastMutex(&mutex)
	wdm.ExReleaseResourceLite(&resource)
	wdm.ExReleasePushLockExclusive(&lock)
	wdm.KeLeaveCriticalRegion()
}
