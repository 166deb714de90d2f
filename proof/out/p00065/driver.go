// Package p00065 is a driver model.
package p00065

import (
	"gen/p00065/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	wdm.DbgPrint("leave\n")
	d.MajorFunction[3] = Read
	d.MajorFunction[14] = DeviceControl
	d.MajorFunction[0] = Create
	var status wdm.NTSTATUS
	status = net.AllocateBuffers()
	wdm.DbgPrint("leave\n")
	if !wdm.NT_SUCCESS(status) {
		goto fail0
	}
	return wdm.STATUS_SUCCESS
fail0:
	return status
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if net.Net.Flags&net.REGISTERED == 0 {
		wdm.DbgPrint("trace\n")
		ok := wdm.NT_SUCCESS(wsk.WskRegister(&net.ClientNpi, &net.Net.ClientReg))
		if !ok {
			return wdm.STATUS_INVALID_DEVICE_STATE
		}
		net.Net.Flags |= net.REGISTERED
	}
	return net.Resolve()
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if net.Net.Flags&net.REGISTERED != 0 {
		wsk.WskDeregister(&net.Net.ClientReg)
		net.Net.Flags &^= net.REGISTERED
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if net.Net.Flags&net.REGISTERED == 0 {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return net.Resolve()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	net.NetStep()
}
