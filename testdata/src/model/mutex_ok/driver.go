// Package mutex_ok has a thread that registers under a mutex; unload takes the mutex too, but waits for the thread itself.
package mutex_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	thread       *wdm.KTHREAD
	lock         wdm.KMUTEX
	registered   bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeMutex(&lock, 0)
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
	wdm.KeWaitForSingleObject(&lock, wdm.Executive, wdm.KernelMode, false, nil)
	registered = wdm.NT_SUCCESS(register())
	wdm.KeReleaseMutex(&lock, false)
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.KeWaitForSingleObject(&lock, wdm.Executive, wdm.KernelMode, false, nil)
	if registered {
		wsk.WskDeregister(&registration)
	}
	wdm.KeReleaseMutex(&lock, false)
}
