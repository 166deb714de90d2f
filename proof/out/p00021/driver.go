// Package p00021 is a driver model.
package p00021

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	Registration wsk.WSK_REGISTRATION
	InitLevel    int
	Npi          wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	var status wdm.NTSTATUS
	status = ReadConfig()
	if wdm.NT_SUCCESS(status) {
		status = BringUp(ext)
		if wdm.NT_SUCCESS(status) {
			return wdm.STATUS_SUCCESS
		} else {
			wdm.DbgPrint("group failed\n")
		}
	}
	return status
}

func BringUp(ext *DEVICE_EXTENSION) wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &ext.Registration)
	if status != wdm.STATUS_SUCCESS {
		goto cleanup
	}
	ext.InitLevel = 1
	return wdm.STATUS_SUCCESS
cleanup:
	if ext.InitLevel >= 1 {
		wsk.WskDeregister(&ext.Registration)
	}
	return status
}

func BringDown(ext *DEVICE_EXTENSION) {
	if ext.InitLevel >= 1 {
		wsk.WskDeregister(&ext.Registration)
	}
}

func ReadConfig() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*DEVICE_EXTENSION)
	var st wdm.NTSTATUS
	for {
		st = wsk.WskCaptureProviderNPI(&ext.Registration, wsk.WSK_INFINITE_WAIT, &ext.Npi)
		wdm.DbgPrint("checkpoint\n")
		if wdm.NT_SUCCESS(st) {
			break
		}
		if nondet.Bool() {
			return st
		}
	}
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	for nondet.Bool() {
		ext.Npi.Dispatch.WskControlClient(ext.Npi.Client, 1, nil, nil, nil)
	}
	wsk.WskReleaseProviderNPI(&ext.Registration)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	BringDown(ext)
}
