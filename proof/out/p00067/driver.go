// Package p00067 is a driver model.
package p00067

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type NET_CONTEXT struct {
	ProviderNpi wsk.WSK_PROVIDER_NPI
	ClientReg   wsk.WSK_REGISTRATION
	NpiReady    bool
	RegStatus   wdm.NTSTATUS
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var NetA *NET_CONTEXT
var NetB *NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[4] = Write
	d.MajorFunction[14] = DeviceControl
	if nondet.Bool() {
		wdm.DbgPrint("checkpoint\n")
	}
	NetA = &NET_CONTEXT{}
	NetB = &NET_CONTEXT{}
	NetA.RegStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
	NetB.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &NetA.ClientReg))
	if !ok {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	NetA.RegStatus = wdm.STATUS_SUCCESS
	ok2 := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &NetB.ClientReg))
	if !ok2 {
		wsk.WskDeregister(&NetA.ClientReg)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	NetB.RegStatus = wdm.STATUS_SUCCESS
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if !NetA.NpiReady {
		st = wsk.WskCaptureProviderNPI(&NetA.ClientReg, wsk.WSK_INFINITE_WAIT, &NetA.ProviderNpi)
		if !wdm.NT_SUCCESS(st) {
			return st
		}
		NetA.NpiReady = true
	}
	rv := NetA.ProviderNpi.Dispatch.WskControlClient(NetA.ProviderNpi.Client, 1, nil, nil, nil)
	if rv != wdm.STATUS_SUCCESS {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("trace\n")
		}
		wdm.DbgPrint("request failed\n")
	}
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if !NetB.NpiReady {
		st = wsk.WskCaptureProviderNPI(&NetB.ClientReg, wsk.WSK_INFINITE_WAIT, &NetB.ProviderNpi)
		if !wdm.NT_SUCCESS(st) {
			return st
		}
		NetB.NpiReady = true
	}
	p := &NetB.ProviderNpi
	settle(p)
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if NetA.NpiReady {
		wsk.WskReleaseProviderNPI(&NetA.ClientReg)
		NetA.NpiReady = false
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if NetB.NpiReady {
		wsk.WskReleaseProviderNPI(&NetB.ClientReg)
		NetB.NpiReady = false
	}
	if NetA.NpiReady {
		wsk.WskReleaseProviderNPI(&NetA.ClientReg)
		NetA.NpiReady = false
	}
	if wdm.NT_SUCCESS(NetB.RegStatus) {
		wsk.WskDeregister(&NetB.ClientReg)
		NetB.RegStatus = wdm.STATUS_UNSUCCESSFUL
	}
	if wdm.NT_SUCCESS(NetA.RegStatus) {
		wsk.WskDeregister(&NetA.ClientReg)
		NetA.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	}
}

func settle(p *wsk.WSK_PROVIDER_NPI) {
	p.Dispatch.WskControlClient(p.Client, 1, nil, nil, nil)
}
