// Package p00016 is a driver model.
package p00016

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

type DRIVER_CONTEXT struct {
	Flags     uint32
	Provider  wsk.WSK_PROVIDER_NPI
	ClientReg wsk.WSK_REGISTRATION
	HaveNpi   bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (status wdm.NTSTATUS) {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	d.MajorFunction[14] = DeviceControl
	defer func() {
		if !wdm.NT_SUCCESS(status) {
			if Dev.Flags&REGISTERED != 0 {
				wsk.WskDeregister(&Dev.ClientReg)
				Dev.Flags &^= REGISTERED
			}
		}
	}()
	status = CreateQueue()
	if status < 0 {
		return status
	}
	status = wsk.WskRegister(&ClientNpi, &Dev.ClientReg)
	if status == wdm.STATUS_SUCCESS {
		Dev.Flags |= REGISTERED
	} else {
		wdm.DbgPrint("reg not available\n")
		wdm.DbgPrint("leave\n")
	}
	return wdm.STATUS_SUCCESS
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if Dev.Flags&REGISTERED == 0 {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	if !Dev.HaveNpi {
		st = wsk.WskCaptureProviderNPI(&Dev.ClientReg, wsk.WSK_INFINITE_WAIT, &Dev.Provider)
		if st != wdm.STATUS_SUCCESS {
			return wdm.STATUS_INSUFFICIENT_RESOURCES
		}
		Dev.HaveNpi = true
	}
	disp := Dev.Provider.Dispatch
	wdm.DbgPrint("leave\n")
	disp.WskControlClient(Dev.Provider.Client, 1, nil, nil, nil)
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Dev.HaveNpi {
		wsk.WskReleaseProviderNPI(&Dev.ClientReg)
		Dev.HaveNpi = false
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Dev.HaveNpi {
		advance(&Dev.ClientReg)
	}
	if Dev.Flags&REGISTERED != 0 {
		wsk.WskDeregister(&Dev.ClientReg)
		Dev.Flags &^= REGISTERED
	}
}

func advance(reg *wsk.WSK_REGISTRATION) {
	wsk.WskReleaseProviderNPI(reg)
}
