// Package anydpc_ok queues one of twelve DPCs, nobody knows which, and waits for it.
package anydpc_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var dpcs [12]wdm.KDPC

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	for i := range dpcs {
		if i == 11 {
			wdm.KeInitializeDpc(&dpcs[i], tick, nil)
		} else {
			wdm.KeInitializeDpc(&dpcs[i], idle, nil)
		}
	}
	i := wdm.Unknown[int]()
	if i >= 0 && i < len(dpcs) {
		wdm.KeInsertQueueDpc(&dpcs[i], nil, nil)
	}
	return wdm.STATUS_SUCCESS
}

func use() {
	provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_CHANGE, 0, nil, 0, nil, nil, nil)
}

func tick(dpc *wdm.KDPC, context, one, two any) { use() }

func idle(dpc *wdm.KDPC, context, one, two any) {}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeFlushQueuedDpcs()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
