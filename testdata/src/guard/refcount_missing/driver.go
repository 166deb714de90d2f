// Package refcount_missing counts its users and forgets one of them.
package refcount_missing

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var users int32

func acquire() wdm.NTSTATUS {
	if wdm.InterlockedIncrement(&users) != 1 {
		return wdm.STATUS_SUCCESS
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedDecrement(&users)
	}
	return status
}

func drop() {
	if wdm.InterlockedDecrement(&users) == 0 {
		wsk.WskDeregister(&registration)
	}
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := acquire()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return acquire()
}

func unload(driver *wdm.DRIVER_OBJECT) {
	drop()
} // want WSK001
