// Package framedispatch_ok keeps its WSK_CLIENT_DISPATCH on the stack of the
// one function that registers and deregisters.
package framedispatch_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var registration wsk.WSK_REGISTRATION

// DriverEntry does all of its work and fails on purpose.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	dispatch := wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wsk.WskDeregister(&registration)
	return wdm.STATUS_UNSUCCESSFUL
}
