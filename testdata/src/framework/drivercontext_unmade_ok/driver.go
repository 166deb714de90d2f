// Package drivercontext_unmade_ok does not ask whether its driver object was made: where it was not there is no context, and the system goes down, by no rule of ours.
package drivercontext_unmade_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

// CONTEXT is the context of the driver object.
type CONTEXT struct {
	Registration wsk.WSK_REGISTRATION
	Registered   bool
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var (
		attributes wdm.WDF_OBJECT_ATTRIBUTES
		config     wdm.WDF_DRIVER_CONFIG
		handle     wdm.WDFDRIVER
	)
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&attributes)
	attributes.EvtCleanupCallback = driverCleanup
	wdm.WDF_DRIVER_CONFIG_INIT(&config, deviceAdd)
	wdm.WdfDriverCreate(driver, path, &attributes, &config, &handle)
	context := wdm.WdfObjectGetTypedContext[CONTEXT](handle)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &context.Registration)
	if wdm.NT_SUCCESS(status) {
		context.Registered = true
	}
	return status
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var device wdm.WDFDEVICE
	return wdm.WdfDeviceCreate(&init, nil, &device)
}

func driverCleanup(object wdm.WDFOBJECT) {
	context := wdm.WdfObjectGetTypedContext[CONTEXT](object)
	if context.Registered {
		wsk.WskDeregister(&context.Registration)
	}
}
