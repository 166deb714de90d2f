// Package derived_kept is the same, but the thread leaves the client registered.
package derived_kept

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	header       *HEADER
	thread       *wdm.KTHREAD
)

// HEADER is what all objects of the driver begin with.
type HEADER struct {
	Type uint32
	Stop wdm.KEVENT
}

// CLIENT begins with a header.
type CLIENT struct {
	Header       HEADER
	Registration wsk.WSK_REGISTRATION
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := (*CLIENT)(wdm.ExAllocatePoolWithTag(wdm.NonPagedPool, unsafe.Sizeof(CLIENT{}), 0x6b73774b))
	if client == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	header = (*HEADER)(unsafe.Pointer(client))
	wdm.KeInitializeEvent(&header.Stop, wdm.NotificationEvent, false)
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, serve, client)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePoolWithTag(unsafe.Pointer(client), 0x6b73774b)
		return status
	}
	var object any
	wdm.ObReferenceObjectByHandle(handle, 0, nil, wdm.KernelMode, &object, nil)
	thread = (*wdm.KTHREAD)(wdm.Pointer(object))
	wdm.ZwClose(handle)
	return wdm.STATUS_SUCCESS
}

func serve(context any) {
	base := (*HEADER)(wdm.Pointer(context))
	client := (*CLIENT)(unsafe.Pointer(base))
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if !wdm.NT_SUCCESS(wsk.WskRegister(&npi, &client.Registration)) {
		wdm.PsTerminateSystemThread(wdm.STATUS_UNSUCCESSFUL)
		return
	}
	wdm.KeWaitForSingleObject(&base.Stop, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.KeSetEvent(&header.Stop, wdm.IO_NO_INCREMENT, false)
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ExFreePoolWithTag(unsafe.Pointer(header), 0x6b73774b) // want WSK009
}
