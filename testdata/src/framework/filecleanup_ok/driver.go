// Package filecleanup_ok registers with the first request on a handle and
// deregisters when the handle is cleaned up. The framework opens handles itself,
// and a request has one.
package filecleanup_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	registered   bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	config := wdm.WDF_DRIVER_CONFIG{EvtDriverDeviceAdd: deviceAdd, EvtDriverUnload: unload}
	return wdm.WdfDriverCreate(driver, path, nil, &config, nil)
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var device wdm.WDFDEVICE
	file := wdm.WDF_FILEOBJECT_CONFIG{EvtFileCleanup: cleanup}
	wdm.WdfDeviceInitSetFileObjectConfig(init, &file, nil)
	status := wdm.WdfDeviceCreate(&init, nil, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	queue := wdm.WDF_IO_QUEUE_CONFIG{EvtIoDeviceControl: control}
	return wdm.WdfIoQueueCreate(device, &queue, nil, nil)
}

func control(queue wdm.WDFQUEUE, request wdm.WDFREQUEST, out, in uintptr, code uint32) {
	if registered {
		return
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	registered = wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration))
}

func cleanup(file wdm.WDFFILEOBJECT) {
	if registered {
		wsk.WskDeregister(&registration)
		registered = false
	}
}

func unload(driver wdm.WDFDRIVER) {
}
