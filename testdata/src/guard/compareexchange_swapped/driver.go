// Package compareexchange_swapped swaps exchange and comparand in a stop
// function that has two callers: the state never changes.
package compareexchange_swapped

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const (
	stopped int32 = iota
	starting
	started
	stopping
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var state int32

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	return start()
}

func start() wdm.NTSTATUS {
	if wdm.InterlockedCompareExchange(&state, starting, stopped) != stopped {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedExchange(&state, stopped)
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		wdm.InterlockedExchange(&state, stopped)
		return status
	}
	wdm.InterlockedExchange(&state, started)
	return wdm.STATUS_SUCCESS
}

func stop() {
	if wdm.InterlockedCompareExchange(&state, started, stopping) != started {
		return
	}
	wsk.WskReleaseProviderNPI(&registration) // want WSK008
	wsk.WskDeregister(&registration)
}

// control stops the client before the driver is unloaded.
func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := wdm.STATUS_SUCCESS
	stop()
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
}
