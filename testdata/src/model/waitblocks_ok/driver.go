// Package waitblocks_ok waits without a time limit for both of its threads, with room for the wait.
package waitblocks_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	other        wsk.WSK_REGISTRATION
	thread       *wdm.KTHREAD
	threads      [2]*wdm.KTHREAD
	registered   bool
	others       bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	if status := startThread(first); !wdm.NT_SUCCESS(status) {
		return status
	}
	threads[0] = thread
	if status := startThread(second); !wdm.NT_SUCCESS(status) {
		wdm.KeWaitForSingleObject(threads[0], wdm.Executive, wdm.KernelMode, false, nil)
		stopFirst()
		return status
	}
	threads[1] = thread
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

func register() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func first(context any) {
	registered = wdm.NT_SUCCESS(register())
}

func second(context any) {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	others = wdm.NT_SUCCESS(wsk.WskRegister(&client, &other))
}

func stopFirst() {
	if registered {
		wsk.WskDeregister(&registration)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var blocks [2]wdm.KWAIT_BLOCK
	wdm.KeWaitForMultipleObjects(2, []any{threads[0], threads[1]}, wdm.WaitAll, wdm.Executive, wdm.KernelMode, false, nil, &blocks[0])
	stopFirst()
	if others {
		wsk.WskDeregister(&other)
	}
}
