// Package p00004 is a driver model.
package p00004

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var State uint32
var WskReg wsk.WSK_REGISTRATION
var Npi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (st wdm.NTSTATUS) {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	d.MajorFunction[2] = Close
	defer func() {
		if !wdm.NT_SUCCESS(st) {
			if State&REGISTERED != 0 {
				wsk.WskDeregister(&WskReg)
				State &^= REGISTERED
			}
			wdm.DbgPrint("trace\n")
		}
	}()
	st = wsk.WskRegister(&ClientNpi, &WskReg)
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	if nondet.Bool() {
		wdm.DbgPrint("step\n")
	}
	State |= REGISTERED
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	handle()
	wdm.DbgPrint("checkpoint\n")
	return wdm.STATUS_SUCCESS
}

func SendProbe() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = WithProvider(func() {
		Npi.Dispatch.WskGetAddressInfo(Npi.Client, nil, nil, nil, nil)
	})
	return st
}

func WithProvider(f func()) wdm.NTSTATUS {
	st := wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &Npi)
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	f()
	wdm.DbgPrint("trace\n")
	wsk.WskReleaseProviderNPI(&WskReg)
	Npi.Dispatch.WskFreeAddressInfo(Npi.Client, nil)
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if State&REGISTERED == 0 {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return SendProbe()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if State&REGISTERED != 0 {
		wsk.WskDeregister(&WskReg)
	}
}

func handle() {
	if State&REGISTERED != 0 {
		act := func() {
			wsk.WskDeregister(&WskReg)
			State &^= REGISTERED
		}
		act()
		wdm.DbgPrint("enter\n")
	}
}
