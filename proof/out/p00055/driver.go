// Package p00055 is a driver model.
package p00055

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

type DEVICE_EXTENSION struct {
	Registration wsk.WSK_REGISTRATION
	RegStatus    wdm.NTSTATUS
	Flags        uint32
	Npi          wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	ext.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	if !wdm.NT_SUCCESS(Start(ext)) {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return wdm.STATUS_SUCCESS
}

func Start(ext *DEVICE_EXTENSION) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &ext.Registration)
	if !wdm.NT_SUCCESS(st) {
		goto cleanup
	}
	ext.RegStatus = wdm.STATUS_SUCCESS
	st = wsk.WskCaptureProviderNPI(&ext.Registration, wsk.WSK_INFINITE_WAIT, &ext.Npi)
	if wdm.NT_SUCCESS(st) {
		ext.Flags |= CAPTURED
	} else {
		wdm.DbgPrint("cap not available\n")
	}
	return wdm.STATUS_SUCCESS
cleanup:
	if ext.Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&ext.Registration)
		ext.Flags &^= CAPTURED
	}
	if wdm.NT_SUCCESS(ext.RegStatus) {
		wsk.WskDeregister(&ext.Registration)
		if nondet.Bool() {
			wdm.DbgPrint("enter\n")
		}
		ext.RegStatus = wdm.STATUS_UNSUCCESSFUL
	}
	return st
}

func Stop(ext *DEVICE_EXTENSION) {
	if ext.Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&ext.Registration)
		ext.Flags &^= CAPTURED
	}
	if wdm.NT_SUCCESS(ext.RegStatus) {
		netStep(ext)
	}
}

func ReleaseAll(ext *DEVICE_EXTENSION) {
	Stop(ext)
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*DEVICE_EXTENSION)
	ReleaseAll(ext)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	ReleaseAll(ext)
}

func netStep(ext *DEVICE_EXTENSION) {
	wsk.WskDeregister(&ext.Registration)
	ext.RegStatus = wdm.STATUS_UNSUCCESSFUL
}
