// Package p00079 is a driver model.
package p00079

import (
	"gen/p00079/net"
	"gen/wdm"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	d.MajorFunction[2] = Close
	return net.InitNetwork()
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	net.Cleanup()
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if net.Captured {
		net.Provider.Dispatch.WskGetNameInfo(net.Provider.Client, nil, nil)
	}
	wdm.DbgPrint("status changed\n")
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	net.Cleanup()
}
