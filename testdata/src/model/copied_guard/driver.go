// Package copied_guard is the same, but keeps that in the midst of the settings.
package copied_guard

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	settings     SETTINGS
	registered   bool
)

// SETTINGS are what a request sets.
type SETTINGS struct {
	Port       uint16
	Registered bool
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	settings.Registered = wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration))
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wdm.RtlCopyMemory(unsafe.Pointer(&settings), wdm.Pointer(irp.AssociatedIrp.SystemBuffer), unsafe.Sizeof(settings))
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if settings.Registered {
		wsk.WskDeregister(&registration) // want WSK007
	}
} // want WSK001
