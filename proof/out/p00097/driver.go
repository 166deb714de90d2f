// Package p00097 is a driver model.
package p00097

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Flags uint32
var ClientReg wsk.WSK_REGISTRATION
var Npi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	d.MajorFunction[2] = Close
	var status wdm.NTSTATUS
	if rc := wsk.WskRegister(&ClientNpi, &ClientReg); rc != wdm.STATUS_SUCCESS {
		return rc
	}
	status = SendProbe()
	if status < 0 {
		settle()
		Flags &^= REGISTERED
		return status
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&ClientReg)
		wdm.DbgPrint("leave\n")
		Flags &^= REGISTERED
	}
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Flags&REGISTERED == 0 {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	var st wdm.NTSTATUS
	for nondet.Bool() {
		st = wsk.WskCaptureProviderNPI(&ClientReg, wsk.WSK_INFINITE_WAIT, &Npi)
		Npi.Dispatch.WskGetNameInfo(Npi.Client, nil, nil)
		wsk.WskReleaseProviderNPI(&ClientReg)
	}
	return st
}

func SendProbe() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskCaptureProviderNPI(&ClientReg, wsk.WSK_INFINITE_WAIT, &Npi)
	wdm.DbgPrint("leave\n")
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	defer wsk.WskReleaseProviderNPI(&ClientReg)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&ClientReg)
		Flags &^= REGISTERED
	}
}

func settle() {
	wsk.WskDeregister(&ClientReg)
}
