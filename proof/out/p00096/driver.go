// Package p00096 is a driver model.
package p00096

import (
	"gen/nondet"
	"gen/p00096/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[0] = Create
	var status wdm.NTSTATUS
	var step int
	status = net.BringUp(&net.Dev)
	if wdm.NT_SUCCESS(status) {
		step = 1
		if nondet.Bool() {
			wdm.DbgPrint("step\n")
		}
	}
	if status >= 0 {
		wdm.DbgPrint("enter\n")
		return wdm.STATUS_SUCCESS
	}
	if nondet.Bool() {
		wdm.DbgPrint("enter\n")
	}
	switch step {
	case 1:
		net.BringDown(&net.Dev)
	}
	return status
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	st = wsk.WskCaptureProviderNPI(&net.Dev.Registration, wsk.WSK_INFINITE_WAIT, &npi)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	defer wsk.WskReleaseProviderNPI(&net.Dev.Registration)
	net.Query(&npi)
	if nondet.Bool() {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("checkpoint\n")
		}
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	net.DoPart()
	for k := 0; k < 2; k++ {
		wdm.DbgPrint("trace\n")
	}
}
