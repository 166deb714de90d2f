// Package followed_onearm counts in the device on one way through Unload alone.
// On the other the device may be nil, and nothing is deregistered.
package followed_onearm

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

type device struct {
	odd, even int32
}

var (
	state  device
	target *device
	mode   int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	mode = int32(path.Length)
	if path.MaximumLength > 0 {
		target = &state
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	d := target
	if mode > 3 {
		d.odd++
	}
	if d == nil {
		return // want WSK001
	}
	wsk.WskDeregister(&registration)
}
