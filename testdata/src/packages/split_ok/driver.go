// Package split_ok registers in one package and deregisters in another.
package split_ok

import (
	"github.com/wskvet/wskvet/testdata/src/packages/split_ok/begin"
	"github.com/wskvet/wskvet/testdata/src/packages/split_ok/finish"
	"github.com/wskvet/wskvet/wdm"
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return begin.Register()
}

func unload(driver *wdm.DRIVER_OBJECT) {
	finish.Deregister()
}
