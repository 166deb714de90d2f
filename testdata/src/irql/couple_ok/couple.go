// Package couple_ok goes from one spin lock to the next; the old IRQL goes with
// the last.
package couple_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	registered    bool
	first, second wdm.KSPIN_LOCK
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var outer, inner wdm.KIRQL
	wdm.KeAcquireSpinLock(&first, &outer)
	wdm.KeAcquireSpinLock(&second, &inner)
	wdm.KeReleaseSpinLock(&first, inner)
	mine := registered
	registered = false
	wdm.KeReleaseSpinLock(&second, outer)
	if mine {
		wsk.WskDeregister(&registration)
	}
}
