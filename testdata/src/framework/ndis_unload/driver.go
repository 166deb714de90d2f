// Package ndis_unload is a miniport driver whose unload handler forgets the
// registration.
package ndis_unload

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var miniport wdm.NDIS_HANDLE

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	table := wdm.NDIS_MINIPORT_DRIVER_CHARACTERISTICS{
		InitializeHandlerEx: initialize,
		HaltHandlerEx:       halt,
		UnloadHandler:       unload,
	}
	status = wdm.NdisMRegisterMiniportDriver(driver, path, nil, &table, &miniport)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func initialize(adapter wdm.NDIS_HANDLE, context wdm.NDIS_HANDLE, parameters *wdm.NDIS_MINIPORT_INIT_PARAMETERS) wdm.NDIS_STATUS {
	return wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
}

func halt(context wdm.NDIS_HANDLE, action wdm.NDIS_HALT_ACTION) {
	wsk.WskReleaseProviderNPI(&registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisMDeregisterMiniportDriver(miniport)
} // want WSK001
