// Package p00014 is a driver model.
package p00014

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED_B = 0x1
const CAPTURED_B = 0x2

type DEVICE_EXTENSION struct {
	Flags      uint32
	NpiB       wsk.WSK_PROVIDER_NPI
	NpiA       wsk.WSK_PROVIDER_NPI
	ClientRegA wsk.WSK_REGISTRATION
	EnableB    bool
	ClientRegB wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	d.MajorFunction[3] = Read
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	var status wdm.NTSTATUS
	ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &ext.ClientRegA))
	if !ok {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	ext.EnableB = nondet.Bool()
	status = wdm.STATUS_SUCCESS
	if ext.EnableB {
		status = wsk.WskRegister(&ClientNpi, &ext.ClientRegB)
		if wdm.NT_SUCCESS(status) {
			ext.Flags |= REGISTERED_B
			status = wsk.WskCaptureProviderNPI(&ext.ClientRegB, wsk.WSK_INFINITE_WAIT, &ext.NpiB)
			if wdm.NT_SUCCESS(status) {
				ext.Flags |= CAPTURED_B
			}
			if status < 0 {
				wsk.WskDeregister(&ext.ClientRegB)
				ext.Flags &^= REGISTERED_B
			}
		}
	}
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&ext.ClientRegA)
		return status
	}
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*DEVICE_EXTENSION)
	if ext.Flags&CAPTURED_B != 0 {
	}
	return wdm.STATUS_SUCCESS
}

func QueryAddressA(ext *DEVICE_EXTENSION) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskCaptureProviderNPI(&ext.ClientRegA, wsk.WSK_INFINITE_WAIT, &ext.NpiA)
	if st < 0 {
		return st
	}
	defer wsk.WskReleaseProviderNPI(&ext.ClientRegA)
	for i := 0; i < 2; i++ {
		ext.NpiA.Dispatch.WskGetNameInfo(ext.NpiA.Client, nil, nil)
	}
	if nondet.Bool() {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*DEVICE_EXTENSION)
	return QueryAddressA(ext)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	if ext.EnableB {
		if ext.Flags&CAPTURED_B != 0 {
			wsk.WskReleaseProviderNPI(&ext.ClientRegB)
			ext.Flags &^= CAPTURED_B
		}
		if ext.Flags&REGISTERED_B != 0 {
			wsk.WskDeregister(&ext.ClientRegB)
			ext.Flags &^= REGISTERED_B
		}
	}
	wsk.WskDeregister(&ext.ClientRegA)
}
