// Package end_nilroutine starts a thread without a routine.
package end_nilroutine

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var thread wdm.HANDLE
	if wdm.NT_SUCCESS(wdm.PsCreateSystemThread(&thread, 0, nil, nil, nil, nil, nil)) { // want inconclusive
		wdm.ZwClose(thread)
	}
	wsk.WskDeregister(&registration)
}
