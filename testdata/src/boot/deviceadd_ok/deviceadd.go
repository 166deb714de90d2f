// Package deviceadd_ok waits for the provider when a handle is opened.
package deviceadd_ok

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
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	config := wdm.WDF_DRIVER_CONFIG{EvtDriverDeviceAdd: evtDeviceAdd, EvtDriverUnload: evtDriverUnload}
	status := wdm.WdfDriverCreate(driver, path, nil, &config, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func evtDeviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var (
		attributes wdm.WDF_OBJECT_ATTRIBUTES
		files      wdm.WDF_FILEOBJECT_CONFIG
		device     wdm.WDFDEVICE
	)
	wdm.WDF_FILEOBJECT_CONFIG_INIT(&files, evtFileCreate, nil, nil)
	wdm.WDF_OBJECT_ATTRIBUTES_INIT(&attributes)
	wdm.WdfDeviceInitSetFileObjectConfig(init, &files, &attributes)
	return wdm.WdfDeviceCreate(&init, nil, &device)
}

// evtFileCreate opens a tunnel, and for that needs the provider.
func evtFileCreate(device wdm.WDFDEVICE, request wdm.WDFREQUEST, file wdm.WDFFILEOBJECT) {
	wdm.WdfRequestComplete(request, capture())
}

func capture() wdm.NTSTATUS {
	if captured {
		return wdm.STATUS_SUCCESS
	}
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	captured = wdm.NT_SUCCESS(status)
	return status
}

func evtDriverUnload(driver wdm.WDFDRIVER) {
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
