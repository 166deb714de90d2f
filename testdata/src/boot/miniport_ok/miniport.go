// Package miniport_ok waits for the provider when its first socket is opened.
package miniport_ok

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
	captured bool
	miniport wdm.NDIS_HANDLE
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	table := wdm.NDIS_MINIPORT_DRIVER_CHARACTERISTICS{
		InitializeHandlerEx: initialize,
		HaltHandlerEx:       halt,
		OidRequestHandler:   configure,
		UnloadHandler:       unload,
	}
	status = wdm.NdisMRegisterMiniportDriver(driver, path, nil, &table, &miniport)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func initialize(adapter wdm.NDIS_HANDLE, context wdm.NDIS_HANDLE, parameters *wdm.NDIS_MINIPORT_INIT_PARAMETERS) wdm.NDIS_STATUS {
	return wdm.NDIS_STATUS_SUCCESS
}

// configure opens the first socket, and for that needs the provider.
func configure(adapter wdm.NDIS_HANDLE, request *wdm.NDIS_OID_REQUEST) wdm.NDIS_STATUS {
	return capture()
}

func capture() wdm.NDIS_STATUS {
	if captured {
		return wdm.NDIS_STATUS_SUCCESS
	}
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	captured = wdm.NT_SUCCESS(status)
	return status
}

func halt(context wdm.NDIS_HANDLE, action wdm.NDIS_HALT_ACTION) {
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
		captured = false
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisMDeregisterMiniportDriver(miniport)
	wsk.WskDeregister(&registration)
}
