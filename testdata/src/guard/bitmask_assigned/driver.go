// Package bitmask_assigned overwrites the bit of the registration by that of
// the provider.
package bitmask_assigned

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

const (
	haveRegistration uint32 = 1 << iota
	haveProvider
)

var have uint32

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	have |= haveRegistration
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	have = haveProvider
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if have&haveProvider != 0 {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if have&haveRegistration != 0 {
		wsk.WskDeregister(&registration)
	}
} // want WSK001
