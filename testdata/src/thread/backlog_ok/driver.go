// Package backlog_ok sends records that a callback has queued, up to a bound, from a thread,
// and sends no more of them when it unloads.
package backlog_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const bound = 128

type record struct {
	link wdm.LIST_ENTRY
	data [64]byte
}

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	socket       *wsk.WSK_SOCKET
	lock         wdm.KSPIN_LOCK
	backlog      wdm.LIST_ENTRY
	length       uint32
	wake, stop   wdm.KEVENT
	worker       any
	registered   bool
	captured     bool
	link, name   wdm.UNICODE_STRING
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeSpinLock(&lock)
	wdm.InitializeListHead(&backlog)
	wdm.KeInitializeEvent(&wake, wdm.SynchronizationEvent, false)
	wdm.KeInitializeEvent(&stop, wdm.NotificationEvent, false)
	status := start()
	if !wdm.NT_SUCCESS(status) {
		finish()
		return status
	}
	driver.MajorFunction[wdm.IRP_MJ_WRITE] = write
	return status
}

func start() wdm.NTSTATUS {
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	registered = true
	status = wsk.WskCaptureProviderNPI(&registration, 1000, &provider)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	captured = true
	status = open()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var handle wdm.HANDLE
	status = wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, serve, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &worker, nil)
	wdm.ZwClose(handle)
	return wdm.IoCreateSymbolicLink(&link, &name)
}

// finish gives back what there is.
func finish() {
	if worker != nil {
		wdm.KeSetEvent(&stop, wdm.IO_NO_INCREMENT, false)
		wdm.KeWaitForSingleObject(worker, wdm.Executive, wdm.KernelMode, false, nil)
		wdm.ObDereferenceObject(worker)
		worker = nil
	}
	for r := pop(); r != nil; r = pop() {
		wdm.ExFreePoolWithTag(r, 0)
	}
	shut()
	if captured {
		wsk.WskReleaseProviderNPI(&registration)
		captured = false
	}
	if registered {
		wsk.WskDeregister(&registration)
		registered = false
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteSymbolicLink(&link)
	finish()
}

// write queues a record.
func write(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var level wdm.KIRQL
	r := (*record)(wdm.ExAllocatePoolWithTag(wdm.NonPagedPoolNx, unsafe.Sizeof(record{}), 0))
	if r == nil {
		wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeAcquireSpinLock(&lock, &level)
	if length >= bound {
		wdm.KeReleaseSpinLock(&lock, level)
		wdm.ExFreePoolWithTag(r, 0)
		wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.InsertTailList(&backlog, &r.link)
	length++
	wdm.KeReleaseSpinLock(&lock, level)
	wdm.KeSetEvent(&wake, wdm.IO_NO_INCREMENT, false)
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func pop() *record {
	var level wdm.KIRQL
	var r *record
	wdm.KeAcquireSpinLock(&lock, &level)
	if !wdm.IsListEmpty(&backlog) {
		r = (*record)(unsafe.Pointer(wdm.RemoveHeadList(&backlog)))
		length--
	}
	wdm.KeReleaseSpinLock(&lock, level)
	return r
}

// serve sends what is queued, until it is told to stop.
func serve(context any) {
	for {
		status := wdm.KeWaitForMultipleObjects(2, []any{&stop, &wake}, wdm.WaitAny, wdm.Executive, wdm.KernelMode, false, nil, nil)
		if status == wdm.STATUS_WAIT_0 {
			break
		}
		for r := pop(); r != nil; r = pop() {
			send(r)
			wdm.ExFreePoolWithTag(r, 0)
		}
	}
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

// request waits for a request of WSK.
func request(begin func(irp *wdm.IRP) wdm.NTSTATUS) (wdm.NTSTATUS, uintptr) {
	var done wdm.KEVENT
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES, 0
	}
	wdm.KeInitializeEvent(&done, wdm.NotificationEvent, false)
	wdm.IoSetCompletionRoutine(irp, signal, &done, true, true, true)
	status := begin(irp)
	if status == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
		status = irp.IoStatus.Status
	}
	information := irp.IoStatus.Information
	wdm.IoFreeIrp(irp)
	return status, information
}

func signal(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func open() wdm.NTSTATUS {
	status, information := request(func(irp *wdm.IRP) wdm.NTSTATUS {
		return provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	})
	if wdm.NT_SUCCESS(status) {
		socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(information))
	}
	return status
}

func send(r *record) {
	mdl := wdm.IoAllocateMdl(r, uint32(unsafe.Sizeof(record{})), false, false, nil)
	if mdl == nil {
		return
	}
	wdm.MmBuildMdlForNonPagedPool(mdl)
	request(func(irp *wdm.IRP) wdm.NTSTATUS {
		return socket.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskSendTo(socket, &wsk.WSK_BUF{Mdl: mdl}, 0, nil, 0, nil, irp)
	})
	wdm.IoFreeMdl(mdl)
}

func shut() {
	if socket == nil {
		return
	}
	for {
		status, _ := request(func(irp *wdm.IRP) wdm.NTSTATUS {
			return socket.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(socket, irp)
		})
		if status != wdm.STATUS_INSUFFICIENT_RESOURCES {
			socket = nil
			return
		}
	}
}
