// Package queue_ok has a thread register and deregister by entries of a kernel queue, which come in order.
package queue_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	thread       *wdm.KTHREAD
	queue        wdm.KQUEUE
	start, stop  wdm.LIST_ENTRY
	failed       bool
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
	for {
		switch wdm.KeRemoveQueue(&queue, wdm.KernelMode, nil) {
		case &start:
			client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
			failed = !wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration))
		case &stop:
			if !failed {
				wsk.WskDeregister(&registration)
			}
			wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
		}
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeInsertQueue(&queue, &stop)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
}
