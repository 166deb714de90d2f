// Package own_cancels has a completion routine that is not called when the request
// is cancelled.
package own_cancels

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	list         *wsk.ADDRINFOEXW
	done         wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	look()
	return wdm.STATUS_SUCCESS
}

// look looks a name up.
func look() {
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return
	}
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, false)
	provider.Dispatch.WskGetAddressInfo(provider.Client, nil, nil, wsk.NS_ALL, nil, nil, &list, nil, nil, irp) // want WSK010
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	if !wdm.NT_SUCCESS(irp.IoStatus.Status) {
		list = nil
	}
	wdm.IoFreeIrp(irp)
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if list != nil {
		provider.Dispatch.WskFreeAddressInfo(provider.Client, list)
	}
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
