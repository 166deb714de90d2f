// Package p00025 is a driver model.
package p00025

import (
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Registration wsk.WSK_REGISTRATION
var State uint32
var Npi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	d.MajorFunction[14] = DeviceControl
	return wdm.STATUS_SUCCESS
}

func QueryAddress() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	st = wsk.WskCaptureProviderNPI(&Registration, wsk.WSK_INFINITE_WAIT, &npi)
	if st < 0 {
		return st
	}
	defer wsk.WskReleaseProviderNPI(&Registration)
	for i := 0; i < 3; i++ {
		npi.Dispatch.WskFreeAddressInfo(npi.Client, nil)
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if State&REGISTERED == 0 {
		wdm.DbgPrint("network ready\n")
		ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &Registration))
		if !ok {
			return wdm.STATUS_INSUFFICIENT_RESOURCES
		}
		State |= REGISTERED
	}
	return QueryAddress()
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if State&REGISTERED == 0 {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	var st wdm.NTSTATUS
	for i := 0; i < 2; i++ {
		st = wsk.WskCaptureProviderNPI(&Registration, wsk.WSK_INFINITE_WAIT, &Npi)
		if wdm.NT_SUCCESS(st) {
			break
		}
	}
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	Query(&Npi)
	wsk.WskReleaseProviderNPI(&Registration)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if State&REGISTERED != 0 {
		wdm.DbgPrint("leave\n")
		wsk.WskDeregister(&Registration)
	}
}
