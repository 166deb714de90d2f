// Package hasty is the driver of package courier as it may look when nobody has
// thought of requests that take long, or that end at once.
//
// It works as long as the collector is there and answers. Two mistakes are
// marked where they stand.
package hasty

import (
	"github.com/wskvet/wskvet/examples/hasty/collector"
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
