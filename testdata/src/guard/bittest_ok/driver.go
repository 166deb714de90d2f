// Package bittest_ok sets and resets one bit for each resource.
package bittest_ok

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
	bitRegistered = iota
	bitCaptured
)

var flags int32

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	wdm.InterlockedBitTestAndSet(&flags, bitRegistered)
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	wdm.InterlockedBitTestAndSet(&flags, bitCaptured)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.InterlockedBitTestAndReset(&flags, bitCaptured) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	if wdm.InterlockedBitTestAndReset(&flags, bitRegistered) {
		wsk.WskDeregister(&registration)
	}
}
