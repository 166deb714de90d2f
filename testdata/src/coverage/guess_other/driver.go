// Package guess_other fails with its registration on one way of a condition that was not
// understood: on the other it deregisters.
package guess_other

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	kind         int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	kind = 1
	if wdm.Guess[bool]() {
		kind = 2
	}
	status := wsk.WskRegister(&client, &registration)
	if wdm.NT_SUCCESS(status) {
		status = start(kind)
	}
	return status // want inconclusive
}

// start may fail for each kind, and undoes what was done for one.
func start(kind int32) wdm.NTSTATUS {
	if wdm.Unknown[bool]() {
		return wdm.STATUS_SUCCESS
	}
	switch kind {
	case 1:
		return wdm.STATUS_NOT_SUPPORTED
	case 2:
		wsk.WskDeregister(&registration)
		return wdm.STATUS_INVALID_PARAMETER
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
