// Package p00076 is a driver model.
package p00076

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	RegDone bool
	WskReg  wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (st wdm.NTSTATUS) {
	d.DriverUnload = Unload
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_UNSUCCESSFUL
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	defer func() {
		if !wdm.NT_SUCCESS(st) {
			if ext.RegDone {
			}
		}
	}()
	st = CreateQueue()
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	st = wsk.WskRegister(&ClientNpi, &ext.WskReg)
	if wdm.NT_SUCCESS(st) {
		ext.RegDone = true
	}
	return wdm.STATUS_SUCCESS
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	if ext.RegDone {
		wsk.WskDeregister(&ext.WskReg)
		wsk.WskDeregister(&ext.WskReg)
		ext.RegDone = false
	}
}
