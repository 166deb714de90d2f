// Package p00020 is a driver model.
package p00020

import (
	"gen/nondet"
	"gen/p00020/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	var st wdm.NTSTATUS
	if net.Captured {
		net.Npi.Dispatch.WskGetNameInfo(net.Npi.Client, nil, nil)
	}
	if net.Captured {
		net.Npi.Dispatch.WskGetNameInfo(net.Npi.Client, nil, nil)
	}
	if net.Captured {
		net.FinishUp()
	}
	if net.Captured {
		net.Captured = false
		wsk.WskReleaseProviderNPI(&net.Registration)
	}
	if net.Registered {
		if net.Captured {
			wdm.DbgPrint("enter\n")
			net.Npi.Dispatch.WskControlClient(net.Npi.Client, 1, nil, nil, nil)
		}
		st = wsk.WskRegister(&net.ClientNpi, &net.Registration)
		if !wdm.NT_SUCCESS(st) {
			return wdm.STATUS_INSUFFICIENT_RESOURCES
		}
		net.Registered = true
	}
	if net.Registered {
		wsk.WskDeregister(&net.Registration)
		net.Registered = false
	}
	if wdm.NT_SUCCESS(st) {
		if net.Registered {
			wsk.WskDeregister(&net.Registration)
			net.Registered = false
		}
		if net.Registered {
			wsk.WskDeregister(&net.Registration)
			net.Registered = false
		}
	}
	st = wsk.WskRegister(&net.ClientNpi, &net.Registration)
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	net.Registered = true
	return st
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	net.Npi.Dispatch.WskGetNameInfo(net.Npi.Client, nil, nil)
	if net.Captured {
		net.Settle()
	}
	if !net.Registered {
		st = wsk.WskRegister(&net.ClientNpi, &net.Registration)
	}
	st = wsk.WskCaptureProviderNPI(&net.Registration, wsk.WSK_INFINITE_WAIT, &net.Npi)
	if !wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	}
	net.Captured = true
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	for nondet.Bool() {
		wdm.DbgPrint("enter\n")
		if net.Captured {
			net.Npi.Dispatch.WskControlClient(net.Npi.Client, 1, nil, nil, nil)
		}
	}
	if net.Captured {
		wsk.WskReleaseProviderNPI(&net.Registration)
		net.Captured = false
	}
	if net.Captured {
		wsk.WskReleaseProviderNPI(&net.Registration)
		net.Captured = false
	}
}
