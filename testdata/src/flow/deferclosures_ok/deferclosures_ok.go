// Package deferclosures_ok probes for the provider, and undoes each step by a deferred closure of its own.
package deferclosures_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	present  bool
)

type probe struct {
	registration wsk.WSK_REGISTRATION
	npi          wsk.WSK_PROVIDER_NPI
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return look()
}

func look() wdm.NTSTATUS {
	p := new(probe)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &p.registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer func() { wsk.WskDeregister(&p.registration) }()
	log := new(record)
	defer func() { log.write("probed") }()
	status = wsk.WskCaptureProviderNPI(&p.registration, wsk.WSK_NO_WAIT, &p.npi)
	if wdm.NT_SUCCESS(status) {
		present = true
		wsk.WskReleaseProviderNPI(&p.registration)
	}
	return wdm.STATUS_SUCCESS
}

type record struct{ lines int }

func (r *record) write(text string) {
	r.lines++
	wdm.DbgPrint("%d: %s", r.lines, text)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.DbgPrint("provider present: %v", present)
}
