// Package lazy_inverted closes its socket at unload only where there is none.
package lazy_inverted

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

var (
	irp  *wdm.IRP
	done wdm.KEVENT
	sock *wsk.WSK_SOCKET
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	irp = wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(irp)
	}
	return status
}

func control(device *wdm.DEVICE_OBJECT, request *wdm.IRP) wdm.NTSTATUS {
	status := wdm.STATUS_SUCCESS
	if sock == nil {
		status = open()
	}
	request.IoStatus.Status = status
	wdm.IoCompleteRequest(request, wdm.IO_NO_INCREMENT)
	return status
}

func open() wdm.NTSTATUS {
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer wsk.WskReleaseProviderNPI(&registration)
	prepare()
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	status = wait()
	if wdm.NT_SUCCESS(status) {
		sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	return status
}

// prepare makes the one IRP ready for a request.
func prepare() {
	wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(irp, completed, &done, true, true, true)
}

func wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	return irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if sock != nil {
		wdm.DbgPrint("socket is open")
	}
	wsk.WskDeregister(&registration) // want WSK004
	wdm.IoFreeIrp(irp)
}
