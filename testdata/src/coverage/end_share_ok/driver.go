// Package end_share_ok takes a share of another spin lock than that which it holds.
package end_share_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	lock         wdm.EX_SPIN_LOCK
	other        wdm.EX_SPIN_LOCK
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	irql := wdm.ExAcquireSpinLockExclusive(&lock)
	wdm.ExAcquireSpinLockSharedAtDpcLevel(&other)
	wdm.ExReleaseSpinLockSharedFromDpcLevel(&other)
	wdm.ExReleaseSpinLockExclusive(&lock, irql)
	wsk.WskDeregister(&registration)
}
