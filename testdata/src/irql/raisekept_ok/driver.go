// Package raisekept_ok raises the IRQL; the old level is kept where the model does not
// know it.
package raisekept_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	var old wdm.KIRQL
	wdm.KeRaiseIrql(wdm.HIGH_LEVEL, &old)
	lower(wdm.Unknown[wdm.KIRQL]())
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func lower(kept wdm.KIRQL) {
	wdm.KeLowerIrql(kept)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
