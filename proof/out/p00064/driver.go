// Package p00064 is a driver model.
package p00064

import (
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	ClientReg wsk.WSK_REGISTRATION
	HaveReg   bool
	Provider  wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[3] = Read
	d.MajorFunction[0] = Create
	return wdm.STATUS_SUCCESS
}

func SendProbe(ctx *DEVICE_EXTENSION) wdm.NTSTATUS {
	var npi wsk.WSK_PROVIDER_NPI
	wsk.WskCaptureProviderNPI(&ctx.ClientReg, wsk.WSK_INFINITE_WAIT, &npi)
	rv := npi.Dispatch.WskGetAddressInfo(npi.Client, nil, nil, nil, nil)
	if !wdm.NT_SUCCESS(rv) {
		wdm.DbgPrint("request failed\n")
	}
	wsk.WskReleaseProviderNPI(&ctx.ClientReg)
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !Driver.HaveReg {
		if rc := wsk.WskRegister(&ClientNpi, &Driver.ClientReg); !wdm.NT_SUCCESS(rc) {
			return rc
		}
		Driver.HaveReg = true
	}
	return SendProbe(&Driver)
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Driver.HaveReg {
		doPart(&Driver.ClientReg)
		Driver.HaveReg = false
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !Driver.HaveReg {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	var st wdm.NTSTATUS
	for i := 0; i < 2; i++ {
		st = wsk.WskCaptureProviderNPI(&Driver.ClientReg, wsk.WSK_INFINITE_WAIT, &Driver.Provider)
		if wdm.NT_SUCCESS(st) {
			return wdm.STATUS_UNSUCCESSFUL
		}
	}
	if st < 0 {
		return st
	}
	disp := Driver.Provider.Dispatch
	disp.WskGetNameInfo(Driver.Provider.Client, nil, nil)
	wsk.WskReleaseProviderNPI(&Driver.ClientReg)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Driver.HaveReg {
		wsk.WskDeregister(&Driver.ClientReg)
		Driver.HaveReg = false
	}
}

func doPart(reg *wsk.WSK_REGISTRATION) {
	act := func() {
		wsk.WskDeregister(reg)
	}
	act()
}
