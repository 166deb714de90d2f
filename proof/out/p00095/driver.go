// Package p00095 is a driver model.
package p00095

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	WskReg wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	wdm.DbgPrint("status changed\n")
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &ext.WskReg)
	if st < 0 {
		return st
	}
	st = AllocateBuffers()
	if !wdm.NT_SUCCESS(st) {
		wsk.WskDeregister(&ext.WskReg)
		wdm.DbgPrint("checkpoint\n")
		return st
	}
	return wdm.STATUS_SUCCESS
}

func AllocateBuffers() wdm.NTSTATUS {
	for k := 0; k < 2; k++ {
		wdm.DbgPrint("trace\n")
	}
	if !nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	wsk.WskDeregister(&ext.WskReg)
}
