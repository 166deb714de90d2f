// Package p00035 is a driver model.
package p00035

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegInit int32
var Npi wsk.WSK_PROVIDER_NPI
var Registration wsk.WSK_REGISTRATION
var Captured bool
var Enable bool

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (st wdm.NTSTATUS) {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[0] = Create
	var haveNet bool
	defer func() {
		if st != wdm.STATUS_SUCCESS {
			if haveNet {
				if Enable {
					if RegInit > 0 {
						wsk.WskDeregister(&Registration)
						wdm.InterlockedExchange(&RegInit, 0)
					}
				}
			}
		}
	}()
	Enable = nondet.Bool()
	st = wdm.STATUS_SUCCESS
	if Enable {
		st = wsk.WskRegister(&ClientNpi, &Registration)
		if st >= 0 {
			wdm.InterlockedExchange(&RegInit, 1)
		}
	}
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	haveNet = true
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if RegInit == 0 {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	if !Captured {
		if !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&Registration, wsk.WSK_INFINITE_WAIT, &Npi)) {
			return wdm.STATUS_INSUFFICIENT_RESOURCES
		}
		Captured = true
	}
	rv := Npi.Dispatch.WskGetNameInfo(Npi.Client, nil, nil)
	if rv < 0 {
		wdm.DbgPrint("request failed\n")
		wdm.DbgPrint("trace\n")
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Captured {
		wsk.WskReleaseProviderNPI(&Registration)
		Captured = false
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Captured {
		act := func() {
			wsk.WskReleaseProviderNPI(&Registration)
		}
		act()
		Captured = false
	}
	if Enable {
		if RegInit != 0 {
			wsk.WskDeregister(&Registration)
			wdm.InterlockedExchange(&RegInit, 0)
		}
	}
}
