// Package descriptor_ok releases its cached security descriptor before it gives
// the provider back.
package descriptor_ok

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
	plain    *wdm.SECURITY_DESCRIPTOR
	cached   *wdm.SECURITY_DESCRIPTOR
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	status = provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_CACHE_SD, 8, &plain, 8, &cached, nil, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
	}
	return status
}

func drop() {
	provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_RELEASE_SD, 8, &cached, 0, nil, nil, nil)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	drop()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
