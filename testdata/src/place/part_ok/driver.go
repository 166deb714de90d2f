// Package part_ok looks at the first of its registrations as a slice of one, and deregisters all.
package part_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	regs     = make([]wsk.WSK_REGISTRATION, 3)
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	for i := range regs {
		status := wsk.WskRegister(&client, &regs[i])
		if !wdm.NT_SUCCESS(status) {
			for k := range regs[:i] {
				wsk.WskDeregister(&regs[k])
			}
			return status
		}
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	first := regs[:1]
	wdm.DbgPrint("%d", len(first))
	for i := range regs {
		wsk.WskDeregister(&regs[i])
	}
}
