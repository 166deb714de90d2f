// Package kmdftimer_dispatch waits for the provider in a framework timer, which
// runs at DISPATCH_LEVEL.
package kmdftimer_dispatch

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
	timer    wdm.WDFTIMER
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var attributes wdm.WDF_OBJECT_ATTRIBUTES
	var tick wdm.WDF_TIMER_CONFIG
	config := wdm.WDF_DRIVER_CONFIG{EvtDriverUnload: evtDriverUnload}
	status := wdm.WdfDriverCreate(driver, path, nil, &config, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&attributes)
	wdm.WDF_TIMER_CONFIG_INIT(&tick, evtTimer)
	status = wdm.WdfTimerCreate(&tick, &attributes, &timer)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.WdfTimerStart(timer, -10000000)
	return wdm.STATUS_SUCCESS
}

func evtTimer(timer wdm.WDFTIMER) {
	if captured {
		return
	}
	captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, 1000, &provider)) // want WSK011
}

func evtDriverUnload(driver wdm.WDFDRIVER) {
	wdm.WdfTimerStop(timer, true)
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
