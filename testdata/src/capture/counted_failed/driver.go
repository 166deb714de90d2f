// Package counted_failed counts captures that failed, too.
package counted_failed

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	captures     int
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var provider wsk.WSK_PROVIDER_NPI
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	captures++
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	for ; captures > 0; captures-- {
		wsk.WskReleaseProviderNPI(&registration) // want WSK007
	}
	wsk.WskDeregister(&registration)
}
