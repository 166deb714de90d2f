// Package beacon models a driver that answers probes on a datagram socket.
package beacon

import (
	"beacon/sock"
	"wdm"
)

const poolTag = 0x6e636542

var device *wdm.DEVICE_OBJECT

// DriverEntry starts the network first, then makes the control device.
func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = Unload
	drv.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control

	if st := sock.Start(); !wdm.NT_SUCCESS(st) {
		wdm.DbgPrint("beacon: no network: %x", st)
		return st
	}
	if st := wdm.IoCreateDevice(drv, &device); !wdm.NT_SUCCESS(st) {
		return st
	}
	return wdm.STATUS_SUCCESS
}

func control(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	st := sock.Resolve(&wdm.UNICODE_STRING{Buffer: "beacon.example"})
	irp.IoStatus.Status = st
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return st
}

// Unload is the reverse of DriverEntry.
func Unload(drv *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(device)
	sock.Stop()
}
