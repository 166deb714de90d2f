// Package p00057 is a driver model.
package p00057

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
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_UNSUCCESSFUL
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	var st wdm.NTSTATUS
	st = BringUp(ext)
	if !wdm.NT_SUCCESS(st) {
		goto fail0
	}
	return wdm.STATUS_SUCCESS
fail0:
	return st
}

func BringUp(ext *DEVICE_EXTENSION) wdm.NTSTATUS {
	var haveReg bool
	rollback := func() {
		if haveReg {
			wsk.WskDeregister(&ext.WskReg)
		}
	}
	if rc := wsk.WskRegister(&ClientNpi, &ext.WskReg); !wdm.NT_SUCCESS(rc) {
		return rc
		rollback()
	}
	haveReg = true
	return wdm.STATUS_SUCCESS
}

func BringDown(ext *DEVICE_EXTENSION) {
	wsk.WskDeregister(&ext.WskReg)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	if nondet.Bool() {
		wdm.DbgPrint("step\n")
	}
	BringDown(ext)
}
