// Package capture_ok captures under a spin lock, without waiting.
package capture_ok

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
	lock     wdm.KSPIN_LOCK
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	wdm.KeInitializeSpinLock(&lock)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var old wdm.KIRQL
	status := wdm.NTSTATUS(wdm.STATUS_SUCCESS)
	wdm.KeAcquireSpinLock(&lock, &old)
	if !captured {
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
		captured = wdm.NT_SUCCESS(status)
	}
	wdm.KeReleaseSpinLock(&lock, old)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
