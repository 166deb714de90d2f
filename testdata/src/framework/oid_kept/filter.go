// Package oid_kept is a filter driver whose handler at the end of an OID request does not release the provider.
package oid_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	filter       wdm.NDIS_HANDLE
	attached     bool
	request      wdm.NDIS_OID_REQUEST
	answered     wdm.NDIS_EVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if status := wsk.WskRegister(&client, &registration); !wdm.NT_SUCCESS(status) {
		return status
	}
	driver.DriverUnload = unload
	characteristics := wdm.NDIS_FILTER_DRIVER_CHARACTERISTICS{
		AttachHandler:             attach,
		DetachHandler:             detach,
		OidRequestCompleteHandler: complete,
	}
	status := wdm.NdisFRegisterFilterDriver(driver, nil, &characteristics, &filter)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func attach(module, driverContext wdm.NDIS_HANDLE, parameters any) wdm.NDIS_STATUS {
	if attached {
		return wdm.STATUS_UNSUCCESSFUL
	}
	var npi wsk.WSK_PROVIDER_NPI
	if status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &npi); !wdm.NT_SUCCESS(status) {
		return status
	}
	attached = true
	wdm.NdisInitializeEvent(&answered)
	if wdm.NdisFOidRequest(module, &request) != wdm.STATUS_PENDING {
		ended()
	}
	return wdm.STATUS_SUCCESS
}

func complete(moduleContext wdm.NDIS_HANDLE, request *wdm.NDIS_OID_REQUEST, status wdm.NDIS_STATUS) {
	wdm.NdisSetEvent(&answered)
}

func ended() {
	wsk.WskReleaseProviderNPI(&registration)
	wdm.NdisSetEvent(&answered)
}

func detach(moduleContext wdm.NDIS_HANDLE) {
	wdm.NdisWaitEvent(&answered, 0)
	attached = false
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisFDeregisterFilterDriver(filter)
	wsk.WskDeregister(&registration) // want WSK003
}
