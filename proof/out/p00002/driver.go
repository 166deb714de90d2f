// Package p00002 is a driver model.
package p00002

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	ProviderNpi wsk.WSK_PROVIDER_NPI
	WskReg      wsk.WSK_REGISTRATION
	RegInit     int32
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	var st wdm.NTSTATUS
	var step int
	st = wsk.WskRegister(&ClientNpi, &Driver.WskReg)
	if wdm.NT_SUCCESS(st) {
		wdm.InterlockedExchange(&Driver.RegInit, 1)
		step = 1
		st = prepare()
		if wdm.NT_SUCCESS(st) {
			step = 2
			for k := 0; k < 2; k++ {
				wdm.DbgPrint("network ready\n")
			}
			st = wsk.WskCaptureProviderNPI(&Driver.WskReg, wsk.WSK_INFINITE_WAIT, &Driver.ProviderNpi)
			if wdm.NT_SUCCESS(st) {
				step = 3
			}
		}
	}
	if wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 3:
		wsk.WskReleaseProviderNPI(&Driver.WskReg)
		fallthrough
	case 2:
		wdm.DbgPrint("nothing to undo\n")
		for k2 := 0; k2 < 2; k2++ {
			wdm.DbgPrint("network ready\n")
		}
		fallthrough
	case 1:
		wsk.WskDeregister(&Driver.WskReg)
		wdm.InterlockedExchange(&Driver.RegInit, 0)
	}
	return st
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	disp := Driver.ProviderNpi.Dispatch
	disp.WskGetAddressInfo(Driver.ProviderNpi.Client, nil, nil, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&Driver.WskReg)
	wsk.WskDeregister(&Driver.WskReg)
}

func prepare() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = CreateQueue()
	return st
}
