// Package raise_jumps leaves the IRQL raised on the way of a success, which
// jumps over the lowering.
package raise_jumps

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

var (
	registered bool
	ready      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var old wdm.KIRQL
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wdm.NTSTATUS(wdm.STATUS_SUCCESS)
	if registered {
		return status
	}
	wdm.KeRaiseIrql(wdm.DISPATCH_LEVEL, &old)
	status = irp.IoStatus.Status
	if !wdm.NT_SUCCESS(status) {
		goto lower
	}
	ready = true
	goto register
lower:
	wdm.KeLowerIrql(old)
	if !ready {
		goto done
	}
register:
	status = wsk.WskRegister(&client, &registration) // want WSK011
	registered = wdm.NT_SUCCESS(status)
done:
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if registered {
		wsk.WskDeregister(&registration)
	}
}
