// Package p00039 is a driver model.
package p00039

import (
	"gen/p00039/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &net.DeviceObject)) {
		return wdm.STATUS_UNSUCCESSFUL
	}
	ext := &net.DEVICE_EXTENSION{}
	net.DeviceObject.DeviceExtension = ext
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&net.ClientNpi, &ext.RegistrationA)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("step\n")
		return status
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*net.DEVICE_EXTENSION)
	return net.FinishUp(ext)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := net.DeviceObject.DeviceExtension.(*net.DEVICE_EXTENSION)
	if ext.HaveRegB {
		wsk.WskDeregister(&ext.RegistrationB)
	}
	wsk.WskDeregister(&ext.RegistrationA)
}
