// Package p00056 is a driver model.
package p00056

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegStatus wdm.NTSTATUS
var Npi wsk.WSK_PROVIDER_NPI
var WskReg wsk.WSK_REGISTRATION
var Flags uint32

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	d.MajorFunction[14] = DeviceControl
	d.MajorFunction[4] = Write
	d.MajorFunction[2] = Close
	RegStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &WskReg)
	if wdm.NT_SUCCESS(st) {
		RegStatus = wdm.STATUS_SUCCESS
	}
	st = AllocateBuffers()
	if wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	}
	if wdm.NT_SUCCESS(RegStatus) {
		wsk.WskDeregister(&WskReg)
		RegStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return st
}

func AllocateBuffers() wdm.NTSTATUS {
	wdm.DbgPrint("status changed\n")
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !wdm.NT_SUCCESS(RegStatus) {
		return wdm.STATUS_UNSUCCESSFUL
	}
	if Flags&CAPTURED == 0 {
		if rc := wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &Npi); !wdm.NT_SUCCESS(rc) {
			return rc
		}
		Flags |= CAPTURED
	}
	for k2 := 0; k2 < 2; k2++ {
		wdm.DbgPrint("enter\n")
	}
	rv := Npi.Dispatch.WskControlClient(Npi.Client, 1, nil, nil, nil)
	if !wdm.NT_SUCCESS(rv) {
		wdm.DbgPrint("request failed\n")
	}
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&WskReg)
		Flags &^= CAPTURED
	}
	wsk.WskDeregister(&WskReg)
	RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Flags&CAPTURED == 0 {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	for i := 0; i < 3; i++ {
		Npi.Dispatch.WskFreeAddressInfo(Npi.Client, nil)
	}
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&WskReg)
		Flags &^= CAPTURED
		wdm.DbgPrint("enter\n")
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Flags&CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&WskReg)
		Flags &^= CAPTURED
	}
	if wdm.NT_SUCCESS(RegStatus) {
		wsk.WskDeregister(&WskReg)
		RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	}
}
