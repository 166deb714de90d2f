// Package ndistimer_ok asks for the provider in an NDIS timer, and does not wait.
package ndistimer_ok

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
	timer    wdm.NDIS_HANDLE
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	characteristics := wdm.NDIS_TIMER_CHARACTERISTICS{TimerFunction: tick}
	status = wdm.NdisAllocateTimerObject(nil, &characteristics, &timer)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	wdm.NdisSetTimerObject(timer, wdm.LARGE_INTEGER{QuadPart: -10000000}, 1000, nil)
	return wdm.STATUS_SUCCESS
}

func tick(system1, context, system2, system3 any) {
	if captured {
		return
	}
	captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider))
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisCancelTimerObject(timer)
	wdm.NdisFreeTimerObject(timer)
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
