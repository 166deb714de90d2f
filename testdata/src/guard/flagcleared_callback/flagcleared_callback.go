// Package flagcleared_callback is a driver model.
//
// The dispatch routine's only act is to reset the flag that guards Unload: after
// one request Unload skips the deregistration.
package flagcleared_callback

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	registration wsk.WSK_REGISTRATION
	registered   int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	client := wsk.WSK_CLIENT_NPI{}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.InterlockedExchange(&registered, 1)
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	reset(&registered)
	return wdm.STATUS_SUCCESS
}

func reset(flag *int32) {
	wdm.InterlockedExchange(flag, 0)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if registered == 0 {
		return // want WSK001
	}
	wsk.WskDeregister(&registration)
}
