// Package end_rundown keeps rundown protection for whose release it waits.
package end_rundown

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	use          wdm.EX_RUNDOWN_REF
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.ExInitializeRundownProtection(&use)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.ExAcquireRundownProtection(&use) {
		wdm.DbgPrint("unloads")
	}
	wdm.ExWaitForRundownProtectionRelease(&use) // want inconclusive
	wsk.WskDeregister(&registration)            // want inconclusive
}
