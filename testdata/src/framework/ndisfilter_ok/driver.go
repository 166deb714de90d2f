// Package ndisfilter_ok keeps in the context of each filter module whether its
// provider NPI is captured.
package ndisfilter_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

type module struct {
	provider wsk.WSK_PROVIDER_NPI
	captured bool
}

var filter wdm.NDIS_HANDLE

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	table := wdm.NDIS_FILTER_DRIVER_CHARACTERISTICS{AttachHandler: attach, DetachHandler: detach}
	status = wdm.NdisFRegisterFilterDriver(driver, nil, &table, &filter)
	if status != wdm.NDIS_STATUS_SUCCESS {
		wsk.WskDeregister(&registration)
	}
	return status
}

func attach(handle, driverContext wdm.NDIS_HANDLE, parameters any) wdm.NDIS_STATUS {
	m := (*module)(wdm.NdisAllocateMemoryWithTagPriority(handle, 64, 1, 0))
	if m == nil {
		return wdm.NDIS_STATUS_RESOURCES
	}
	m.captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &m.provider))
	status := wdm.NdisFSetAttributes(handle, m, nil)
	if status != wdm.NDIS_STATUS_SUCCESS {
		detach(m)
	}
	return status
}

func detach(context wdm.NDIS_HANDLE) {
	m := context.(*module)
	if m.captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wdm.NdisFreeMemory(unsafe.Pointer(m), 0, 0)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisFDeregisterFilterDriver(filter)
	wsk.WskDeregister(&registration)
}
