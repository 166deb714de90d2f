// Package ndissend_dropped does not know, as the work item of its send function
// forgets to say so, that it has captured.
package ndissend_dropped

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
	miniport wdm.NDIS_HANDLE
	item     wdm.NDIS_HANDLE
)

// adapter is what the driver keeps for the one adapter that it has.
type adapter struct {
	captured bool
	begun    bool
	done     wdm.KEVENT
}

var only adapter

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.KeInitializeEvent(&only.done, wdm.NotificationEvent, false)
	table := wdm.NDIS_MINIPORT_DRIVER_CHARACTERISTICS{
		InitializeHandlerEx:       initialize,
		HaltHandlerEx:             halt,
		UnloadHandler:             unload,
		SendNetBufferListsHandler: send,
	}
	status = wdm.NdisMRegisterMiniportDriver(driver, path, nil, &table, &miniport)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func initialize(handle wdm.NDIS_HANDLE, context wdm.NDIS_HANDLE, parameters *wdm.NDIS_MINIPORT_INIT_PARAMETERS) wdm.NDIS_STATUS {
	item = wdm.NdisAllocateIoWorkItem(handle)
	if item == nil {
		return wdm.NDIS_STATUS_RESOURCES
	}
	return wdm.NDIS_STATUS_SUCCESS
}

// send starts the transport with the first packet.
func send(context wdm.NDIS_HANDLE, list *wdm.NET_BUFFER_LIST, port, flags uint32) {
	if only.begun {
		return
	}
	only.begun = true
	wdm.KeClearEvent(&only.done)
	wdm.NdisQueueIoWorkItem(item, work, &only)
}

func work(context any, item wdm.NDIS_HANDLE) {
	a := context.(*adapter)
	a.begin()
	a.captured = false
	wdm.KeSetEvent(&a.done, wdm.IO_NO_INCREMENT, false)
}

func (a *adapter) begin() {
	a.captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, 5000, &provider))
}

func halt(context wdm.NDIS_HANDLE, action wdm.NDIS_HALT_ACTION) {
	if only.begun {
		wdm.KeWaitForSingleObject(&only.done, wdm.Executive, wdm.KernelMode, false, nil)
	}
	wdm.NdisFreeIoWorkItem(item)
	only.begun = false
	if only.captured {
		only.captured = false
		wsk.WskReleaseProviderNPI(&registration)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisMDeregisterMiniportDriver(miniport)
	wsk.WskDeregister(&registration) // want WSK003
}
