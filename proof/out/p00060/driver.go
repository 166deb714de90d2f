// Package p00060 is a driver model.
package p00060

import (
	"gen/nondet"
	"gen/p00060/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	d.MajorFunction[3] = Read
	var status wdm.NTSTATUS
	var step int
	status = wsk.WskRegister(&net.ClientNpi, &net.RegistrationA)
	if wdm.NT_SUCCESS(status) {
		step = 1
		status = wsk.WskRegister(&net.ClientNpi, &net.RegistrationB)
		if wdm.NT_SUCCESS(status) {
			net.State |= net.REGISTERED_B
			step = 2
		}
	}
	if wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 2:
		wsk.WskDeregister(&net.RegistrationB)
		fallthrough
	case 1:
		wsk.WskDeregister(&net.RegistrationA)
	}
	return status
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if net.State&net.REGISTERED_B == 0 {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	st = wsk.WskCaptureProviderNPI(&net.RegistrationB, wsk.WSK_INFINITE_WAIT, &npi)
	if st < 0 {
		wdm.DbgPrint("leave\n")
		wdm.DbgPrint("step\n")
		return st
	}
	defer wsk.WskReleaseProviderNPI(&net.RegistrationB)
	p := &npi
	p.Dispatch.WskControlClient(p.Client, 1, nil, nil, nil)
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return net.QueryAddressA()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&net.RegistrationB)
	net.State &^= net.REGISTERED_B
	wsk.WskDeregister(&net.RegistrationA)
}
