// Package parent_ok has a registration in the context of each device, and a timer that
// finds it as the context of its parent.
package parent_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}

type client struct {
	registration wsk.WSK_REGISTRATION
	timer        wdm.WDFTIMER
	registered   bool
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var config wdm.WDF_DRIVER_CONFIG
	wdm.WDF_DRIVER_CONFIG_INIT(&config, deviceAdd)
	return wdm.WdfDriverCreate(driver, path, nil, &config, nil)
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var callbacks wdm.WDF_PNPPOWER_EVENT_CALLBACKS
	var attributes wdm.WDF_OBJECT_ATTRIBUTES
	var timing wdm.WDF_TIMER_CONFIG
	var device wdm.WDFDEVICE
	wdm.WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks)
	callbacks.EvtDevicePrepareHardware = prepare
	callbacks.EvtDeviceReleaseHardware = release
	wdm.WdfDeviceInitSetPnpPowerEventCallbacks(init, &callbacks)
	status := wdm.WdfDeviceCreate(&init, nil, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	c := wdm.WdfObjectGetTypedContext[client](device)
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&attributes)
	attributes.ParentObject = device
	wdm.WDF_TIMER_CONFIG_INIT(&timing, tick)
	return wdm.WdfTimerCreate(&timing, &attributes, &c.timer)
}

func prepare(device wdm.WDFDEVICE, raw, translated wdm.WDFCMRESLIST) wdm.NTSTATUS {
	c := wdm.WdfObjectGetTypedContext[client](device)
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &c.registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	c.registered = true
	wdm.WdfTimerStart(c.timer, -10000000)
	return wdm.STATUS_SUCCESS
}

func tick(timer wdm.WDFTIMER) {
	var provider wsk.WSK_PROVIDER_NPI
	c := wdm.WdfObjectGetTypedContext[client](wdm.WdfTimerGetParentObject(timer).(wdm.WDFDEVICE))
	if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&c.registration, wsk.WSK_NO_WAIT, &provider)) {
		wsk.WskReleaseProviderNPI(&c.registration)
	}
}

func release(device wdm.WDFDEVICE, translated wdm.WDFCMRESLIST) wdm.NTSTATUS {
	c := wdm.WdfObjectGetTypedContext[client](device)
	if !c.registered {
		return wdm.STATUS_SUCCESS
	}
	c.registered = false
	wdm.WdfTimerStop(c.timer, true)
	wsk.WskDeregister(&c.registration)
	return wdm.STATUS_SUCCESS
}
