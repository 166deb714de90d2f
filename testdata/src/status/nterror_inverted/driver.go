// Package nterror_inverted takes an error for success, and goes on only then.
package nterror_inverted

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var registration wsk.WSK_REGISTRATION

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_ERROR(status) {
		return wdm.STATUS_UNSUCCESSFUL // want WSK006
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK007
}
