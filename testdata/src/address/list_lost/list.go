// Package list_lost looks the addresses up anew without freeing those it has.
package list_lost

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
	node     wdm.UNICODE_STRING
	list     *wsk.ADDRINFOEXW
	irp      *wdm.IRP
	done     wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(irp)
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		wdm.IoFreeIrp(irp)
		return status
	}
	resolve()
	resolve()
	return wdm.STATUS_SUCCESS
}

func resolve() {
	var found *wsk.ADDRINFOEXW
	wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
	provider.Dispatch.WskGetAddressInfo(provider.Client, &node, nil, wsk.NS_ALL, nil, nil, &found, nil, nil, irp)
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	if wdm.NT_SUCCESS(irp.IoStatus.Status) {
		list = found
	}
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

// forget frees the addresses.
func forget() {
	if list != nil {
		provider.Dispatch.WskFreeAddressInfo(provider.Client, list)
		list = nil
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	forget()
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
	wdm.IoFreeIrp(irp)
} // want WSK008
