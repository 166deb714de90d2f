// Package current_kept keeps the provider that it captures in an event callback.
package current_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	provider wsk.WSK_PROVIDER_NPI
	events   wsk.WSK_CLIENT_LISTEN_DISPATCH
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	events.WskAcceptEvent = accepted
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func accepted(context any, flags uint32, local, remote *wsk.SOCKADDR, socket *wsk.WSK_SOCKET, socketContext *any, table **wsk.WSK_CLIENT_CONNECTION_DISPATCH) wdm.NTSTATUS {
	wait := uint32(wsk.WSK_NO_WAIT)
	if wdm.KeGetCurrentIrql() == wdm.PASSIVE_LEVEL {
		wait = 100
	}
	status := wsk.WskCaptureProviderNPI(&registration, wait, &provider)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("not captured")
	}
	return wdm.STATUS_REQUEST_NOT_ACCEPTED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK003
}
