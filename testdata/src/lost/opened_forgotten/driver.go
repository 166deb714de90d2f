// Package opened_forgotten registers in memory of its own for each handle. Where the
// capture fails, it forgets the registration: said once, where that is, and not again
// where the driver goes on and is unloaded.
package opened_forgotten

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type session struct {
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	current  *session
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closed
	return wdm.STATUS_SUCCESS
}

func create(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if current != nil {
		return wdm.STATUS_UNSUCCESSFUL
	}
	s := &session{}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &s.registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&s.registration, wsk.WSK_NO_WAIT, &s.provider)
	if !wdm.NT_SUCCESS(status) {
		return status // want WSK009
	}
	current = s
	return wdm.STATUS_SUCCESS
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if current != nil {
		wsk.WskReleaseProviderNPI(&current.registration)
		wsk.WskDeregister(&current.registration)
		current = nil
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.DbgPrint("unloaded")
}
