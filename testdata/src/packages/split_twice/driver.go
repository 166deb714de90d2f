// Package split_twice deregisters twice through another package.
package split_twice

import (
	"github.com/wskvet/wskvet/testdata/src/packages/split_twice/begin"
	"github.com/wskvet/wskvet/testdata/src/packages/split_twice/finish"
	"github.com/wskvet/wskvet/wdm"
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return begin.Register()
}

func unload(driver *wdm.DRIVER_OBJECT) {
	finish.Deregister()
	finish.Deregister()
}
