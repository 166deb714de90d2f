// Package interruptlock_ok deregisters when it has given up
// the spin lock of an interrupt.
package interruptlock_ok

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
	interrupt  *wdm.KINTERRUPT
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
	old := wdm.KeAcquireInterruptSpinLock(interrupt)
	mine := registered
	registered = false
	wdm.KeReleaseInterruptSpinLock(interrupt, old)
	if mine {
		wsk.WskDeregister(&registration)
	}
}
