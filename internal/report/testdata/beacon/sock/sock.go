// Package sock is the network half of the beacon driver.
package sock

import (
	"wdm"
	"wsk"
)

var (
	dispatch       = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	g_Registration wsk.WSK_REGISTRATION
	g_Provider     wsk.WSK_PROVIDER_NPI
)

// Start registers the driver as a client of WSK.
func Start() wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&npi, &g_Registration)
}

// Resolve looks a host up. The provider is captured for the call alone.
func Resolve(host *wdm.UNICODE_STRING) wdm.NTSTATUS {
	st := wsk.WskCaptureProviderNPI(&g_Registration, wsk.WSK_INFINITE_WAIT, &g_Provider)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	var info *wsk.ADDRINFOEXW
	st = g_Provider.Dispatch.WskGetAddressInfo(g_Provider.Client, host, nil, 0, nil, nil, &info, nil, nil, nil)
	wsk.WskReleaseProviderNPI(&g_Registration)
	if wdm.NT_SUCCESS(st) {
		g_Provider.Dispatch.WskFreeAddressInfo(g_Provider.Client, info)
	}
	return st
}

// Stop leaves WSK, if the provider is still there.
func Stop() {
	st := wsk.WskCaptureProviderNPI(&g_Registration, wsk.WSK_NO_WAIT, &g_Provider)
	if !wdm.NT_SUCCESS(st) {
		return // nothing to release
	}
	closeListener()

	wsk.WskReleaseProviderNPI(&g_Registration)
	wsk.WskDeregister(&g_Registration)
}

func closeListener() {}
