// Package completion_ok starts the next request in a completion routine, and
// does not wait for it there.
package completion_ok

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
	irp      *wdm.IRP
	second   *wdm.IRP
	first    wdm.KEVENT
	last     wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&first, wdm.NotificationEvent, false)
	wdm.KeInitializeEvent(&last, wdm.NotificationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	second = wdm.IoAllocateIrp(1, false)
	if second == nil {
		wdm.IoFreeIrp(irp)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if wdm.NT_SUCCESS(status) {
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
		if !wdm.NT_SUCCESS(status) {
			wsk.WskDeregister(&registration)
		}
	}
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(second)
		wdm.IoFreeIrp(irp)
		return status
	}
	wdm.IoSetCompletionRoutine(irp, changed, nil, true, true, true)
	provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_CHANGE, 0, nil, 0, nil, nil, irp)
	return wdm.STATUS_SUCCESS
}

// changed asks for the next change.
func changed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.IoSetCompletionRoutine(second, changedAgain, nil, true, true, true)
	provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_CHANGE, 0, nil, 0, nil, nil, second)
	wdm.KeSetEvent(&first, wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func changedAgain(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(&last, wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeWaitForSingleObject(&first, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.KeWaitForSingleObject(&last, wdm.Executive, wdm.KernelMode, false, nil)
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
	wdm.IoFreeIrp(second)
	wdm.IoFreeIrp(irp)
}
