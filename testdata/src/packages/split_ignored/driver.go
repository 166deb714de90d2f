// Package split_ignored drops the status that another package returns, and
// deregisters in a third.
package split_ignored

import (
	"github.com/wskvet/wskvet/testdata/src/packages/split_ignored/begin"
	"github.com/wskvet/wskvet/testdata/src/packages/split_ignored/finish"
	"github.com/wskvet/wskvet/wdm"
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	begin.Register()
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	finish.Deregister()
}
