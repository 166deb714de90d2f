// Package level_waits waits for the deregistration of its NMR client under a
// spin lock.
package level_waits

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
	if pending {
		wdm.NmrWaitForClientDeregisterComplete(client) // want WSK011
	}
	wdm.KeReleaseSpinLock(&lock, old)
}
