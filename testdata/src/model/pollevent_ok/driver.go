// Package pollevent_ok has a thread that goes on until unload sets an event, at whose state it looks.
package pollevent_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	thread       *wdm.KTHREAD
	stop         wdm.KEVENT
	registered   wdm.KEVENT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	wdm.KeInitializeEvent(&registered, wdm.NotificationEvent, false)
	return startThread(serve)
}

func startThread(routine wdm.KSTART_ROUTINE) wdm.NTSTATUS {
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, routine, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var object any
	wdm.ObReferenceObjectByHandle(handle, 0, nil, wdm.KernelMode, &object, nil)
	thread = (*wdm.KTHREAD)(wdm.Pointer(object))
	wdm.ZwClose(handle)
	return wdm.STATUS_SUCCESS
}

func register() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func serve(context any) {
	if wdm.NT_SUCCESS(register()) {
		wdm.KeSetEvent(&registered, wdm.IO_NO_INCREMENT, false)
	}
	interval := wdm.LARGE_INTEGER{QuadPart: -1000000}
	for wdm.KeReadStateEvent(&stop) == 0 {
		wdm.KeDelayExecutionThread(wdm.KernelMode, false, &interval)
	}
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeSetEvent(&stop, wdm.IO_NO_INCREMENT, false)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	if wdm.KeReadStateEvent(&registered) != 0 {
		wsk.WskDeregister(&registration)
	}
}
