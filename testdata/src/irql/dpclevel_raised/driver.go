// Package dpclevel_raised gives up a lock that it has taken at DISPATCH_LEVEL,
// and deregisters before it lowers the level.
package dpclevel_raised

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
	lock       wdm.NDIS_SPIN_LOCK
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.NdisAllocateSpinLock(&lock)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	old := wdm.KeRaiseIrqlToDpcLevel()
	wdm.NdisDprAcquireSpinLock(&lock)
	mine := registered
	registered = false
	wdm.NdisDprReleaseSpinLock(&lock)
	if mine {
		wsk.WskDeregister(&registration) // want WSK011
	}
	wdm.KeLowerIrql(old)
}
