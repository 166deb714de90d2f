// Package toggled_kept does not release what its last service has captured.
package toggled_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	audio        bool
	video        bool
	files        bool
	print        bool
	clock        bool
	trace        bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
}

func control(device *wdm.DEVICE_OBJECT, request *wdm.IRP) wdm.NTSTATUS {
	switch wdm.Unknown[int]() {
	case 0:
		toggle(&audio)
	case 1:
		toggle(&video)
	case 2:
		toggle(&files)
	case 3:
		toggle(&print)
	case 4:
		toggle(&clock)
	case 5:
		toggle(&trace)
	}
	request.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(request, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

// toggle captures the provider for a service, or releases what it has captured.
func toggle(service *bool) {
	if *service {
		wsk.WskReleaseProviderNPI(&registration)
		*service = false
	} else if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)) {
		*service = true
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	for _, service := range []*bool{&audio, &video, &files, &print, &clock} {
		if *service {
			toggle(service)
		}
	}
	wsk.WskDeregister(&registration) // want WSK003
}
