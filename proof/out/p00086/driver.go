// Package p00086 is a driver model.
package p00086

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type WSK_CONTEXT struct {
	Provider     wsk.WSK_PROVIDER_NPI
	Registration wsk.WSK_REGISTRATION
	HaveNpi      bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var NetA *WSK_CONTEXT
var NetB *WSK_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	d.MajorFunction[0] = Create
	NetA = &WSK_CONTEXT{}
	NetB = &WSK_CONTEXT{}
	return StartAll()
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if !NetA.HaveNpi {
		st = wsk.WskCaptureProviderNPI(&NetA.Registration, wsk.WSK_INFINITE_WAIT, &NetA.Provider)
		if !wdm.NT_SUCCESS(st) {
			return wdm.STATUS_INSUFFICIENT_RESOURCES
		}
		NetA.HaveNpi = true
	}
	for i := 0; i < 2; i++ {
		handle()
		handle()
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("step\n")
		}
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if !NetB.HaveNpi {
		st = wsk.WskCaptureProviderNPI(&NetB.Registration, wsk.WSK_INFINITE_WAIT, &NetB.Provider)
		if st != wdm.STATUS_SUCCESS {
			return st
		}
		NetB.HaveNpi = true
	}
	if nondet.Bool() {
		NetB.Provider.Dispatch.WskGetAddressInfo(NetB.Provider.Client, nil, nil, nil, nil)
	}
	return wdm.STATUS_SUCCESS
}

func StartAll() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &NetA.Registration)
	if st >= 0 {
		st = wsk.WskRegister(&ClientNpi, &NetB.Registration)
		if st >= 0 {
			return wdm.STATUS_SUCCESS
		}
		wsk.WskDeregister(&NetA.Registration)
	} else {
		wdm.DbgPrint("reg failed\n")
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if NetB.HaveNpi {
		wsk.WskReleaseProviderNPI(&NetB.Registration)
		NetB.HaveNpi = false
	}
	if NetA.HaveNpi {
		wsk.WskReleaseProviderNPI(&NetA.Registration)
		NetA.HaveNpi = false
	}
	wsk.WskDeregister(&NetB.Registration)
	wsk.WskDeregister(&NetA.Registration)
}

func handle() {
	NetA.Provider.Dispatch.WskControlClient(NetA.Provider.Client, 1, nil, nil, nil)
}
