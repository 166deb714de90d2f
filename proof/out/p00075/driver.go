// Package p00075 is a driver model.
package p00075

import (
	"gen/p00075/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	st := net.StartAll()
	if !wdm.NT_SUCCESS(st) {
		wdm.DbgPrint("init failed\n")
		wdm.DbgPrint("checkpoint\n")
		return st
	}
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if !net.Captured {
		if st = wsk.WskCaptureProviderNPI(&net.ClientReg, wsk.WSK_INFINITE_WAIT, &net.ProviderNpi); !wdm.NT_SUCCESS(st) {
			return wdm.STATUS_DEVICE_NOT_READY
		}
		net.Captured = true
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if net.Captured {
		wsk.WskReleaseProviderNPI(&net.ClientReg)
	}
	wsk.WskDeregister(&net.ClientReg)
}
