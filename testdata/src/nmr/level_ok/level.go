// Package level_ok deregisters its NMR client under a spin lock, which is
// legal, and waits after it.
package level_ok

import (
	"github.com/wskvet/wskvet/wdm"
)

var (
	characteristics wdm.NPI_CLIENT_CHARACTERISTICS
	client          wdm.HANDLE
	lock            wdm.KSPIN_LOCK
	registered      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeSpinLock(&lock)
	status := wdm.NmrRegisterClient(&characteristics, nil, &client)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var old wdm.KIRQL
	pending := false
	wdm.KeAcquireSpinLock(&lock, &old)
	if registered {
		pending = wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING
		registered = false
	}
	wdm.KeReleaseSpinLock(&lock, old)
	if pending {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
}
