// Package lazy models a driver that asks a time server for the time when an
// application wants to know, and has nothing to do with the network before.
//
// The first request starts the network client. The client is stopped when the
// last handle is closed, and may be started again after that. Unload stops it
// too, if somebody left it running.
//
// The driver is correct.
package lazy

import (
	"github.com/wskvet/wskvet/examples/lazy/client"
	"github.com/wskvet/wskvet/wdm"
)

const ioctlTime = 0x0012E004

var (
	device  *wdm.DEVICE_OBJECT
	handles int32

	// Whom to ask. A real driver reads this from its registry key.
	server  wdm.UNICODE_STRING
	service wdm.UNICODE_STRING
)

// DriverEntry creates the control device and does not touch the network.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closeHandle
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control

	client.Initialize()
	return wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	client.Stop()
	wdm.IoDeleteDevice(device)
}

func create(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	wdm.InterlockedIncrement(&handles)
	return complete(irp, wdm.STATUS_SUCCESS, 0)
}

// closeHandle may find a newly opened handle's request under way, though it
// counted the last one. Stop waits for that request.
func closeHandle(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.InterlockedDecrement(&handles) == 0 {
		client.Stop()
	}
	return complete(irp, wdm.STATUS_SUCCESS, 0)
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	stack := wdm.IoGetCurrentIrpStackLocation(irp)
	if stack.IoControlCode != ioctlTime {
		return complete(irp, wdm.STATUS_INVALID_DEVICE_REQUEST, 0)
	}

	var length uintptr
	status := client.Ask(&server, &service, &length)
	return complete(irp, status, length)
}

func complete(irp *wdm.IRP, status wdm.NTSTATUS, length uintptr) wdm.NTSTATUS {
	irp.IoStatus.Status = status
	irp.IoStatus.Information = length
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}
