// Package local_ok keeps the registration in a local variable for as long as
// the frame lasts.
package local_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}

// DriverEntry does all of its work and fails on purpose.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var registration wsk.WSK_REGISTRATION
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wsk.WskDeregister(&registration)
	return wdm.STATUS_UNSUCCESSFUL
}
