// Package p00058 is a driver model.
package p00058

import (
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	ClientReg wsk.WSK_REGISTRATION
	RegInit   int32
	Npi       wsk.WSK_PROVIDER_NPI
	Captured  bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	d.MajorFunction[14] = DeviceControl
	d.MajorFunction[4] = Write
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if wdm.InterlockedCompareExchange(&Driver.RegInit, 1, 0) == 0 {
		st = wsk.WskRegister(&ClientNpi, &Driver.ClientReg)
		if st < 0 {
			wdm.InterlockedExchange(&Driver.RegInit, 0)
			return st
		}
	}
	if !Driver.Captured {
		for k2 := 0; k2 < 2; k2++ {
			wdm.DbgPrint("checkpoint\n")
		}
		st = wsk.WskCaptureProviderNPI(&Driver.ClientReg, wsk.WSK_INFINITE_WAIT, &Driver.Npi)
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("network ready\n")
		}
		if !wdm.NT_SUCCESS(st) {
			return st
		}
		Driver.Captured = true
	}
	for i := 0; i < 2; i++ {
		Driver.Npi.Dispatch.WskFreeAddressInfo(Driver.Npi.Client, nil)
	}
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Driver.Captured {
		wdm.DbgPrint("trace\n")
		wsk.WskReleaseProviderNPI(&Driver.ClientReg)
		Driver.Captured = false
	}
	wdm.DbgPrint("network ready\n")
	return wdm.STATUS_SUCCESS
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskGetNameInfo(npi.Client, nil, nil)
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Driver.Captured {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("checkpoint\n")
		}
		prepare()
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Driver.Captured {
		wsk.WskReleaseProviderNPI(&Driver.ClientReg)
		wdm.DbgPrint("step\n")
	}
	if Driver.RegInit != 0 {
		wsk.WskDeregister(&Driver.ClientReg)
	}
}

func prepare() {
	wdm.DbgPrint("checkpoint\n")
	Query(&Driver.Npi)
}
