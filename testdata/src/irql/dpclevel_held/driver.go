// Package dpclevel_held deregisters under a lock that is taken at DISPATCH_LEVEL.
package dpclevel_held

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
	lock       wdm.EX_SPIN_LOCK
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.DbgPrint("irql: loading")
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	old := wdm.KeRaiseIrqlToDpcLevel()
	wdm.ExAcquireSpinLockSharedAtDpcLevel(&lock)
	if registered {
		wsk.WskDeregister(&registration) // want WSK011
		registered = false
	}
	wdm.ExReleaseSpinLockSharedFromDpcLevel(&lock)
	wdm.KeLowerIrql(old)
}
