// Package p00017 is a driver model.
package p00017

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	CapInitA      int32
	ProviderNpiA  wsk.WSK_PROVIDER_NPI
	RegistrationA wsk.WSK_REGISTRATION
	RegInitA      int32
	RegistrationB wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	var status wdm.NTSTATUS
	status = CreateQueue()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	if rc := wsk.WskRegister(&ClientNpi, &Driver.RegistrationA); rc < 0 {
		return rc
	}
	wdm.InterlockedExchange(&Driver.RegInitA, 1)
	if status = wsk.WskCaptureProviderNPI(&Driver.RegistrationA, wsk.WSK_INFINITE_WAIT, &Driver.ProviderNpiA); status != wdm.STATUS_SUCCESS {
		wsk.WskDeregister(&Driver.RegistrationA)
		return status
	}
	wdm.InterlockedExchange(&Driver.CapInitA, 1)
	ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &Driver.RegistrationB))
	if !ok {
		wsk.WskReleaseProviderNPI(&Driver.RegistrationA)
		wsk.WskDeregister(&Driver.RegistrationA)
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	for i := 0; i < 3; i++ {
		Driver.ProviderNpiA.Dispatch.WskGetAddressInfo(Driver.ProviderNpiA.Client, nil, nil, nil, nil)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&Driver.RegistrationB)
	if wdm.InterlockedCompareExchange(&Driver.CapInitA, 0, 1) == 1 {
		wsk.WskReleaseProviderNPI(&Driver.RegistrationA)
	}
	if wdm.InterlockedExchange(&Driver.RegInitA, 0) == 1 {
		wsk.WskDeregister(&Driver.RegistrationA)
	}
}
