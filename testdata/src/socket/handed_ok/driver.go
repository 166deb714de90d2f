// Package handed_ok hands its sockets to a goroutine, which closes them.
package handed_ok

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
	openIrp  *wdm.IRP
	closeIrp *wdm.IRP
	opened   wdm.KEVENT
	closed   wdm.KEVENT
	queue    chan *wsk.WSK_SOCKET
	idle     chan struct{}
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	wdm.KeInitializeEvent(&opened, wdm.SynchronizationEvent, false)
	wdm.KeInitializeEvent(&closed, wdm.SynchronizationEvent, false)
	openIrp = wdm.IoAllocateIrp(1, false)
	if openIrp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	closeIrp = wdm.IoAllocateIrp(1, false)
	if closeIrp == nil {
		wdm.IoFreeIrp(openIrp)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if wdm.NT_SUCCESS(status) {
		status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
		if !wdm.NT_SUCCESS(status) {
			wsk.WskDeregister(&registration)
		}
	}
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeIrp(closeIrp)
		wdm.IoFreeIrp(openIrp)
		return status
	}
	queue = make(chan *wsk.WSK_SOCKET, 8)
	idle = make(chan struct{})
	go work()
	return wdm.STATUS_SUCCESS
}

// control opens a socket and leaves it to the goroutine.
func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	prepare(openIrp, &opened)
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, openIrp)
	status := wait(openIrp, &opened)
	if wdm.NT_SUCCESS(status) {
		queue <- (*wsk.WSK_SOCKET)(unsafe.Pointer(openIrp.IoStatus.Information))
	}
	return status
}

func work() {
	for sock := range queue {
		prepare(closeIrp, &closed)
		sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(sock, closeIrp)
		wait(closeIrp, &closed)
	}
	close(idle)
}

func prepare(irp *wdm.IRP, done *wdm.KEVENT) {
	wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(irp, completed, done, true, true, true)
}

func wait(irp *wdm.IRP, done *wdm.KEVENT) wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(done, wdm.Executive, wdm.KernelMode, false, nil)
	return irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func unload(driver *wdm.DRIVER_OBJECT) {
	close(queue)
	<-idle
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration) // want inconclusive
	wdm.IoFreeIrp(closeIrp)
	wdm.IoFreeIrp(openIrp)
}
