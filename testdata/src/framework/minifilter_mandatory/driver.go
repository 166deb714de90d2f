// Package minifilter_mandatory refuses the one unload that it cannot refuse.
package minifilter_mandatory

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var filter *wdm.FLT_FILTER

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	table := wdm.FLT_REGISTRATION{FilterUnloadCallback: filterUnload}
	status = wdm.FltRegisterFilter(driver, &table, &filter)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	status = wdm.FltStartFiltering(filter)
	if !wdm.NT_SUCCESS(status) {
		wdm.FltUnregisterFilter(filter)
		wsk.WskDeregister(&registration)
	}
	return status
}

func filterUnload(flags uint32) wdm.NTSTATUS {
	if flags&wdm.FLTFL_FILTER_UNLOAD_MANDATORY != 0 {
		return wdm.STATUS_FLT_DO_NOT_DETACH // want WSK001
	}
	wdm.FltUnregisterFilter(filter)
	wsk.WskDeregister(&registration)
	return wdm.STATUS_SUCCESS
}
