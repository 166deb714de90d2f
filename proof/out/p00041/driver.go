// Package p00041 is a driver model.
package p00041

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	Stage  int
	WskReg wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (st wdm.NTSTATUS) {
	d.DriverUnload = Unload
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		wdm.DbgPrint("trace\n")
		return wdm.STATUS_UNSUCCESSFUL
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	wdm.DbgPrint("enter\n")
	defer func() {
		if !wdm.NT_SUCCESS(st) {
			if ext.Stage >= 1 {
				wsk.WskDeregister(&ext.WskReg)
			}
		}
	}()
	st = wsk.WskRegister(&ClientNpi, &ext.WskReg)
	wdm.DbgPrint("status changed\n")
	if !wdm.NT_SUCCESS(st) {
		if nondet.Bool() {
			wdm.DbgPrint("status changed\n")
		}
		wdm.DbgPrint("status changed\n")
		return st
	}
	ext.Stage = 1
	return wdm.STATUS_SUCCESS
}

func Teardown(ext *DEVICE_EXTENSION) {
	wdm.DbgPrint("checkpoint\n")
	if ext.Stage >= 1 {
		wdm.DbgPrint("trace\n")
		wsk.WskDeregister(&ext.WskReg)
		ext.Stage = 0
	}
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	Teardown(ext)
}
