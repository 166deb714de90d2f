// Package anyelement_ok registers in one of nine elements, nobody knows in which, and deregisters there.
package anyelement_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch wsk.WSK_CLIENT_DISPATCH
)

const count = 9

var (
	all  [count]wsk.WSK_REGISTRATION
	used int
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	used = wdm.Unknown[int]()
	if used < 0 || used >= count {
		return wdm.STATUS_INVALID_PARAMETER
	}
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &all[used])
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if used < count {
		wsk.WskDeregister(&all[used])
	}
}
