// Package startstop_ok starts and stops a client of another package.
package startstop_ok

import (
	"github.com/wskvet/wskvet/testdata/src/packages/startstop_ok/net"
	"github.com/wskvet/wskvet/wdm"
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	if status := net.Start(); !wdm.NT_SUCCESS(status) {
		net.Stop()
		return status
	}
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := net.Query()
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	net.Stop()
}
