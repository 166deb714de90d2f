// Package p00013 is a driver model.
package p00013

import (
	"gen/wdm"
	"gen/wsk"
)

type NET_CONTEXT struct {
	CapStatus wdm.NTSTATUS
	Provider  wsk.WSK_PROVIDER_NPI
	ClientReg wsk.WSK_REGISTRATION
	HaveReg   bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	Net.CapStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Net.ClientReg)
	if st < 0 {
		goto cleanup
	}
	Net.HaveReg = true
	st = wsk.WskCaptureProviderNPI(&Net.ClientReg, wsk.WSK_INFINITE_WAIT, &Net.Provider)
	if st == wdm.STATUS_SUCCESS {
		Net.CapStatus = wdm.STATUS_SUCCESS
	}
	return wdm.STATUS_SUCCESS
cleanup:
	if wdm.NT_SUCCESS(Net.CapStatus) {
		wdm.DbgPrint("trace\n")
		wsk.WskReleaseProviderNPI(&Net.ClientReg)
		Net.CapStatus = wdm.STATUS_UNSUCCESSFUL
		wdm.DbgPrint("step\n")
	}
	if Net.HaveReg {
		wsk.WskDeregister(&Net.ClientReg)
	}
	return st
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.NT_SUCCESS(Net.CapStatus) {
		disp := Net.Provider.Dispatch
		disp.WskGetNameInfo(Net.Provider.Client, nil, nil)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if !Net.HaveReg {
		return
	}
	if wdm.NT_SUCCESS(Net.CapStatus) {
		wsk.WskReleaseProviderNPI(&Net.ClientReg)
		Net.CapStatus = wdm.STATUS_DEVICE_NOT_READY
	}
	wsk.WskDeregister(&Net.ClientReg)
}
