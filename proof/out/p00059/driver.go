// Package p00059 is a driver model.
package p00059

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	InitLevel int
	WskRegB   wsk.WSK_REGISTRATION
	WskRegA   wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_UNSUCCESSFUL
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	var st wdm.NTSTATUS
	if nondet.Bool() {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	var step int
	st = wsk.WskRegister(&ClientNpi, &ext.WskRegA)
	if wdm.NT_SUCCESS(st) {
		ext.InitLevel = 1
		step = 1
		st = wsk.WskRegister(&ClientNpi, &ext.WskRegB)
		if st >= 0 {
			ext.InitLevel = 2
			step = 2
		}
	}
	if st >= 0 {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 2:
		wsk.WskDeregister(&ext.WskRegB)
		fallthrough
	case 1:
		wsk.WskDeregister(&ext.WskRegA)
	}
	return st
}

func Teardown(ext *DEVICE_EXTENSION) {
	if ext.InitLevel >= 2 {
		wsk.WskDeregister(&ext.WskRegB)
		ext.InitLevel = 1
	}
	handle(ext)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	Teardown(ext)
}

func handle(ext *DEVICE_EXTENSION) {
	if ext.InitLevel >= 1 {
		wsk.WskDeregister(&ext.WskRegA)
		ext.InitLevel = 0
	}
}
