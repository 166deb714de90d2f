// Package courier models a driver that sends what applications write to a
// collector on the network.
//
// Nobody waits for a send: the completion routine of the send completes the
// write that asked for it. A thread receives what the collector has to say. The
// driver works without its collector, but does not look for it again.
//
// The driver is correct. Package hasty is what it may look like when nobody has
// thought of requests that take long.
package courier

import (
	"github.com/wskvet/wskvet/examples/courier/collector"
	"github.com/wskvet/wskvet/wdm"
)

var device *wdm.DEVICE_OBJECT

// DriverEntry starts the client first, so that there is no write without it.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = succeed
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = succeed
	driver.MajorFunction[wdm.IRP_MJ_WRITE] = write

	status := collector.Start()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		collector.Stop()
		return status
	}
	device.Flags |= wdm.DO_DIRECT_IO
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(device)
	collector.Stop()
}

func succeed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

// write leaves the request to the completion routine of the send, or says why
// there is none.
func write(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := collector.Send(irp)
	if status != wdm.STATUS_PENDING {
		irp.IoStatus.Status = status
		wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	}
	return status
}
