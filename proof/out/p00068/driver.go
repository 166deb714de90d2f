// Package p00068 is a driver model.
package p00068

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

type NET_CONTEXT struct {
	ClientReg wsk.WSK_REGISTRATION
	State     uint32
	Npi       wsk.WSK_PROVIDER_NPI
	HaveNpi   bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	d.MajorFunction[2] = Close
	d.MajorFunction[0] = Create
	var status wdm.NTSTATUS
	status = Start(&Net)
	if status == wdm.STATUS_SUCCESS {
		return wdm.STATUS_SUCCESS
	}
	return status
}

func Start(dev *NET_CONTEXT) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &dev.ClientReg)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	dev.State |= REGISTERED
	return wdm.STATUS_SUCCESS
}

func Stop() {
	wsk.WskDeregister(&Net.ClientReg)
	Net.State &^= REGISTERED
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !Net.HaveNpi {
		if rc := wsk.WskCaptureProviderNPI(&Net.ClientReg, wsk.WSK_INFINITE_WAIT, &Net.Npi); !wdm.NT_SUCCESS(rc) {
			return rc
		}
		Net.HaveNpi = true
	}
	Query(&Net.Npi)
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Net.HaveNpi {
		p := &Net.Npi
		p.Dispatch.WskFreeAddressInfo(p.Client, nil)
	}
	return wdm.STATUS_SUCCESS
}

func (n *NET_CONTEXT) QueryAddress() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	for nondet.Bool() {
		st = wsk.WskCaptureProviderNPI(&n.ClientReg, wsk.WSK_INFINITE_WAIT, &npi)
		if st != wdm.STATUS_SUCCESS {
			continue
		}
		npi.Dispatch.WskGetNameInfo(npi.Client, nil, nil)
		wsk.WskReleaseProviderNPI(&n.ClientReg)
	}
	return st
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return Net.QueryAddress()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Net.HaveNpi {
		wsk.WskReleaseProviderNPI(&Net.ClientReg)
		Net.HaveNpi = false
	}
	Stop()
}
