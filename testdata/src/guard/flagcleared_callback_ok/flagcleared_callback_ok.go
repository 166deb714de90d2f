// Package flagcleared_callback_ok is a driver model.
//
// A dispatch routine that is nothing but an interlocked reset, of a count of
// its own; the flag that guards Unload stays.
package flagcleared_callback_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	registration wsk.WSK_REGISTRATION
	registered   int32
	requests     int32
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
	reset(&requests)
	return wdm.STATUS_SUCCESS
}

func reset(flag *int32) {
	wdm.InterlockedExchange(flag, 0)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if registered == 0 {
		return
	}
	wsk.WskDeregister(&registration)
}
