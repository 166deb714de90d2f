// Package kmdfinterrupt_waits waits for the provider in an interrupt's DPC.
package kmdfinterrupt_waits

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	provider  wsk.WSK_PROVIDER_NPI
	captured  bool
	interrupt wdm.WDFINTERRUPT
	item      wdm.WDFWORKITEM
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var config wdm.WDF_DRIVER_CONFIG
	wdm.WDF_DRIVER_CONFIG_INIT(&config, evtDeviceAdd)
	config.EvtDriverUnload = evtDriverUnload
	status = wdm.WdfDriverCreate(driver, path, nil, &config, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func evtDeviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var device wdm.WDFDEVICE
	status := wdm.WdfDeviceCreate(&init, nil, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var work wdm.WDF_WORKITEM_CONFIG
	wdm.WDF_WORKITEM_CONFIG_INIT(&work, evtWork)
	status = wdm.WdfWorkItemCreate(&work, nil, &item)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var config wdm.WDF_INTERRUPT_CONFIG
	wdm.WDF_INTERRUPT_CONFIG_INIT(&config, evtInterrupt, evtInterruptDpc)
	return wdm.WdfInterruptCreate(device, &config, nil, &interrupt)
}

func evtInterrupt(interrupt wdm.WDFINTERRUPT, messageID uint32) bool {
	return wdm.WdfInterruptQueueDpcForIsr(interrupt)
}

func evtInterruptDpc(interrupt wdm.WDFINTERRUPT, associatedObject wdm.WDFOBJECT) {
	begin()
}

func evtWork(workItem wdm.WDFWORKITEM) {
	begin()
}

// begin captures the provider.
func begin() {
	if captured {
		return
	}
	captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, 1000, &provider)) // want WSK011
}

func evtDriverUnload(driver wdm.WDFDRIVER) {
	wdm.WdfWorkItemFlush(item)
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
