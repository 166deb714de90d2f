// Package recover_ok deregisters where it recovers from a panic.
package recover_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

func configure() {
	if !wdm.NT_SUCCESS(wdm.IoCreateSymbolicLink(nil, nil)) {
		panic("no link")
	}
}

func start() (status wdm.NTSTATUS) {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer func() {
		if recover() != nil {
			wsk.WskDeregister(&registration)
			status = wdm.STATUS_UNSUCCESSFUL
		}
	}()
	configure()
	return wdm.STATUS_SUCCESS
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	if status := start(); !wdm.NT_SUCCESS(status) {
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
