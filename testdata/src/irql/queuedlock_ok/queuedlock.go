// Package queuedlock_ok decides under an in-stack queued spin lock whether it
// has to deregister, and does so after it.
package queuedlock_ok

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
	var handle wdm.KLOCK_QUEUE_HANDLE
	wdm.KeAcquireInStackQueuedSpinLock(&lock, &handle)
	mine := registered
	registered = false
	wdm.KeReleaseInStackQueuedSpinLock(&handle)
	if mine {
		wsk.WskDeregister(&registration)
	}
}
