// Package p00003 is a driver model.
package p00003

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type NET_CONTEXT struct {
	Provider  wsk.WSK_PROVIDER_NPI
	ClientReg wsk.WSK_REGISTRATION
	RegStatus wdm.NTSTATUS
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	Net.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	var status wdm.NTSTATUS
	var step int
	status = wsk.WskRegister(&ClientNpi, &Net.ClientReg)
	if wdm.NT_SUCCESS(status) {
		Net.RegStatus = wdm.STATUS_SUCCESS
		step = 1
		status = wsk.WskCaptureProviderNPI(&Net.ClientReg, wsk.WSK_INFINITE_WAIT, &Net.Provider)
		if wdm.NT_SUCCESS(status) {
			step = 2
		}
	}
	if wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 2:
		wsk.WskReleaseProviderNPI(&Net.ClientReg)
		fallthrough
	case 1:
		wsk.WskDeregister(&Net.ClientReg)
		Net.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	}
	return status
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Net.Provider.Dispatch != nil {
		netStep2()
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Net.Provider.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&Net.ClientReg)
	}
	if wdm.NT_SUCCESS(Net.RegStatus) {
		wsk.WskDeregister(&Net.ClientReg)
		Net.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	}
}

func netStep() {
	if nondet.Bool() {
		Net.Provider.Dispatch.WskGetNameInfo(Net.Provider.Client, nil, nil)
	}
}

func netStep2() {
	netStep()
}
