// Package cleanup_ok closes its socket when the handle is cleaned up and
// deregisters when it is closed, which comes later.
package cleanup_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	owned        int32
	request      *wdm.IRP
	done         wdm.KEVENT
	sock         *wsk.WSK_SOCKET
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	request = wdm.IoAllocateIrp(1, false)
	if request == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_CLEANUP] = cleanup
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closed
	return wdm.STATUS_SUCCESS
}

func create(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.InterlockedCompareExchange(&owned, 1, 0) != 0 {
		return complete(irp, wdm.STATUS_DEVICE_BUSY)
	}
	status := start()
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedExchange(&owned, 0)
	}
	return complete(irp, status)
}

func start() wdm.NTSTATUS {
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
	prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, request)
	status = wait()
	wsk.WskReleaseProviderNPI(&registration)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(request.IoStatus.Information))
	return status
}

func cleanup(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	prepare()
	sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(sock, request)
	wait()
	return complete(irp, wdm.STATUS_SUCCESS)
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wsk.WskDeregister(&registration)
	wdm.InterlockedExchange(&owned, 0)
	return complete(irp, wdm.STATUS_SUCCESS)
}

// prepare makes the one IRP ready for a request.
func prepare() {
	wdm.IoReuseIrp(request, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(request, completed, &done, true, true, true)
}

func wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	return request.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func complete(irp *wdm.IRP, status wdm.NTSTATUS) wdm.NTSTATUS {
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoFreeIrp(request)
}
