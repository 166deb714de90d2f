// Package ndisevent_impatient is the same, but unload waits for a second at most.
package ndisevent_impatient

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	item         wdm.NDIS_HANDLE
	done         wdm.NDIS_EVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.NdisInitializeEvent(&done)
	item = wdm.NdisAllocateIoWorkItem(driver)
	if item == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.NdisFreeIoWorkItem(item)
	}
	return status
}

func stop(context any, item wdm.NDIS_HANDLE) {
	wsk.WskDeregister(&registration)
	wdm.NdisSetEvent(&done)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisQueueIoWorkItem(item, stop, nil) // want WSK005
	wdm.NdisWaitEvent(&done, 1000)
	wdm.NdisFreeIoWorkItem(item)
}
