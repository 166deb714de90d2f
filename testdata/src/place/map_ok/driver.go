// Package map_ok keeps its registration for as long as a map has entries.
package map_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	users        map[int]bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	users = map[int]bool{}
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if len(users) > 0 {
		return wdm.STATUS_SUCCESS
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if wdm.NT_SUCCESS(status) {
		users[1] = true
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if len(users) > 0 {
		wsk.WskDeregister(&registration)
	}
}
