// Package queuerundown_unguarded is the same, but the thread deregisters although the entry by which it registers may have been dropped.
package queuerundown_unguarded

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	thread       *wdm.KTHREAD
	queue        wdm.KQUEUE
	start        wdm.LIST_ENTRY
	refused      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeQueue(&queue, 0)
	status := startThread(serve)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.KeInsertQueue(&queue, &start)
	return wdm.STATUS_SUCCESS
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

func serve(context any) {
	for wdm.KeRemoveQueue(&queue, wdm.KernelMode, nil) == &start {
		client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
		refused = !wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration))
	}
	if !refused {
		wsk.WskDeregister(&registration) // want WSK007
	}
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeRundownQueue(&queue)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
}
