// Package pointer_nil clears the pointer to a live registration.
package pointer_nil

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration *wsk.WSK_REGISTRATION
)

func register() wdm.NTSTATUS {
	fresh := &wsk.WSK_REGISTRATION{}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, fresh)
	if wdm.NT_SUCCESS(status) {
		registration = fresh
	}
	return status
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return register()
}

// control registers anew.
func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	deregister()
	status := register()
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func deregister() {
	if registration != nil {
		registration = nil
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	deregister()
} // want WSK001
