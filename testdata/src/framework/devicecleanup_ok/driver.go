// Package devicecleanup_ok registers for each device, and deregisters in the cleanup
// callback of the device, which runs after a failed EvtDriverDeviceAdd too.
package devicecleanup_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}

type client struct {
	registration wsk.WSK_REGISTRATION
	registered   bool
	queue        wdm.WDFQUEUE
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var config wdm.WDF_DRIVER_CONFIG
	wdm.WDF_DRIVER_CONFIG_INIT(&config, deviceAdd)
	config.EvtDriverUnload = unload
	return wdm.WdfDriverCreate(driver, path, nil, &config, nil)
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var attributes wdm.WDF_OBJECT_ATTRIBUTES
	var config wdm.WDF_IO_QUEUE_CONFIG
	var device wdm.WDFDEVICE
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&attributes)
	attributes.EvtCleanupCallback = cleanup
	status := wdm.WdfDeviceCreate(&init, &attributes, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	c := wdm.WdfObjectGetTypedContext[client](device)
	status = wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &c.registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	c.registered = true
	wdm.WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, wdm.WdfIoQueueDispatchSequential)
	config.EvtIoDeviceControl = control
	return wdm.WdfIoQueueCreate(device, &config, nil, &c.queue)
}

func control(queue wdm.WDFQUEUE, request wdm.WDFREQUEST, out, in uintptr, code uint32) {
	var provider wsk.WSK_PROVIDER_NPI
	c := wdm.WdfObjectGetTypedContext[client](wdm.WdfIoQueueGetDevice(queue))
	status := wsk.WskCaptureProviderNPI(&c.registration, wsk.WSK_NO_WAIT, &provider)
	if wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&c.registration)
	}
	wdm.WdfRequestComplete(request, status)
}

func cleanup(object wdm.WDFOBJECT) {
	c := wdm.WdfObjectGetTypedContext[client](object.(wdm.WDFDEVICE))
	if c.registered {
		wsk.WskDeregister(&c.registration)
	}
}

func unload(driver wdm.WDFDRIVER) {}
