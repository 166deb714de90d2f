// Package inject_kept is a callout driver whose completion function releases the provider, which nothing calls where the injection has failed.
package inject_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	callout      = wdm.FWPS_CALLOUT0{ClassifyFn: classify}
	number       uint32
	injections   wdm.HANDLE
	packet       wdm.NET_BUFFER_LIST
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if status := wsk.WskRegister(&client, &registration); !wdm.NT_SUCCESS(status) {
		return status
	}
	driver.DriverUnload = unload
	status := wdm.FwpsInjectionHandleCreate0(0, 0, &injections)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	status = wdm.FwpsCalloutRegister0(nil, &callout, &number)
	if !wdm.NT_SUCCESS(status) {
		wdm.FwpsInjectionHandleDestroy0(injections)
		wsk.WskDeregister(&registration)
	}
	return status
}

func classify(inFixedValues, inMetaValues, layerData, filter any, flowContext uint64, classifyOut any) {
	var npi wsk.WSK_PROVIDER_NPI
	if status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &npi); !wdm.NT_SUCCESS(status) {
		return
	}
	wdm.FwpsInjectNetworkSendAsync0(injections, nil, 0, 0, &packet, injected, nil)
}

func injected(context any, netBufferList *wdm.NET_BUFFER_LIST, dispatchLevel bool) {
	wsk.WskReleaseProviderNPI(&registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.FwpsCalloutUnregisterById0(number)
	wdm.FwpsInjectionHandleDestroy0(injections)
	wsk.WskDeregister(&registration) // want WSK003
}
