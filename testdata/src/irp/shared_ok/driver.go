// Package shared_ok has one completion routine for IRPs of its own and for those of
// others, and tells them apart by its context.
package shared_ok

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
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
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
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
	provider.Dispatch.WskGetAddressInfo(provider.Client, nil, nil, wsk.NS_ALL, nil, nil, &list, nil, nil, irp)
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	if !wdm.NT_SUCCESS(irp.IoStatus.Status) {
		list = nil
	}
	wdm.IoFreeIrp(irp)
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	if context == nil {
		return wdm.STATUS_SUCCESS // a request of others
	}
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wdm.IoCopyCurrentIrpStackLocationToNext(irp)
	wdm.IoSetCompletionRoutine(irp, completed, nil, true, false, false)
	return provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_CHANGE, 0, nil, 0, nil, nil, irp)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if list != nil {
		provider.Dispatch.WskFreeAddressInfo(provider.Client, list)
	}
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
