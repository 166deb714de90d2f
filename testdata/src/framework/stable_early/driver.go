// Package stable_early is the same, but unload releases before it cancels the callback, which may capture in between.
package stable_early

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	notification wdm.HANDLE
	captured     bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var table *wdm.MIB_UNICASTIPADDRESS_TABLE
	status = wdm.NotifyStableUnicastIpAddressTable(wsk.AF_INET, &table, stable, nil, &notification)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	if status == wdm.STATUS_SUCCESS {
		hold(table)
	}
	return wdm.STATUS_SUCCESS
}

func stable(context any, table *wdm.MIB_UNICASTIPADDRESS_TABLE) {
	hold(table)
}

func hold(table *wdm.MIB_UNICASTIPADDRESS_TABLE) {
	wdm.FreeMibTable(table)
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	captured = wdm.NT_SUCCESS(status)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if notification != nil {
		wdm.CancelMibChangeNotify2(notification)
	}
	wsk.WskDeregister(&registration) // want WSK003
}
