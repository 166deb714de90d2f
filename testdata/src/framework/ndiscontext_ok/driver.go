// Package ndiscontext_ok keeps in the context of each adapter whether its
// provider NPI is captured.
package ndiscontext_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

// attributes stands for NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES.
type attributes struct {
	Header                 wdm.NDIS_OBJECT_HEADER
	MiniportAdapterContext wdm.NDIS_HANDLE
}

type adapter struct {
	provider wsk.WSK_PROVIDER_NPI
	captured bool
}

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
	if status != wdm.NDIS_STATUS_SUCCESS {
		wsk.WskDeregister(&registration)
	}
	return status
}

func initialize(handle wdm.NDIS_HANDLE, context wdm.NDIS_HANDLE, parameters *wdm.NDIS_MINIPORT_INIT_PARAMETERS) wdm.NDIS_STATUS {
	a := (*adapter)(wdm.NdisAllocateMemoryWithTagPriority(handle, 64, 1, 0))
	if a == nil {
		return wdm.NDIS_STATUS_RESOURCES
	}
	wdm.NdisZeroMemory(a, 64)
	status := wdm.NdisMSetMiniportAttributes(handle, &attributes{MiniportAdapterContext: a})
	if status != wdm.NDIS_STATUS_SUCCESS {
		wdm.NdisFreeMemory(unsafe.Pointer(a), 0, 0)
		return status
	}
	a.captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &a.provider))
	return wdm.NDIS_STATUS_SUCCESS
}

func halt(context wdm.NDIS_HANDLE, action wdm.NDIS_HALT_ACTION) {
	a := context.(*adapter)
	if a.captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wdm.NdisFreeMemory(unsafe.Pointer(a), 0, 0)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisMDeregisterMiniportDriver(miniport)
	wsk.WskDeregister(&registration)
}
