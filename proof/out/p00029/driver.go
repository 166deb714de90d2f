// Package p00029 is a driver model.
package p00029

import (
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegInit int32
var ProviderNpi wsk.WSK_PROVIDER_NPI
var WskReg wsk.WSK_REGISTRATION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	var status wdm.NTSTATUS
	wdm.DbgPrint("network ready\n")
	for {
		status = wsk.WskRegister(&ClientNpi, &WskReg)
		if !wdm.NT_SUCCESS(status) {
			break
		}
		wdm.InterlockedExchange(&RegInit, 1)
		return wdm.STATUS_SUCCESS
	}
	wdm.DbgPrint("step\n")
	wsk.WskDeregister(&WskReg)
	return status
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
	if wdm.NT_SUCCESS(st) {
		Query(&ProviderNpi)
		wdm.DbgPrint("enter\n")
		wsk.WskReleaseProviderNPI(&WskReg)
	}
	wdm.DbgPrint("step\n")
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	defer wsk.WskDeregister(&WskReg)
}
