// Package passeson_silent has a thread that does not pass on to another one that it is to
// end, which keeps the provider.
package passeson_silent

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var (
	stop, end       wdm.KEVENT
	manager, holder any
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	wdm.KeInitializeEvent(&end, wdm.NotificationEvent, false)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = start(manage, &manager)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	status = start(hold, &holder)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		wdm.KeSetEvent(&stop, wdm.IO_NO_INCREMENT, false)
		join(manager)
	}
	return status
}

func start(routine wdm.KSTART_ROUTINE, thread *any) wdm.NTSTATUS {
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, routine, nil)
	if wdm.NT_SUCCESS(status) {
		wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, thread, nil)
		wdm.ZwClose(handle)
	}
	return status
}

func join(thread any) {
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thread)
}

func manage(context any) {
	wdm.KeWaitForSingleObject(&stop, wdm.Executive, wdm.KernelMode, false, nil)
}

func hold(context any) {
	if !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)) {
		return
	}
	wdm.KeWaitForSingleObject(&end, wdm.Executive, wdm.KernelMode, false, nil)
	wsk.WskReleaseProviderNPI(&registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeSetEvent(&stop, wdm.IO_NO_INCREMENT, false)
	wsk.WskDeregister(&registration) // want WSK003
	join(manager)
	join(holder)
}
