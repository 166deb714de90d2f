// Package p00070 is a driver model.
package p00070

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var State uint32
var Registration wsk.WSK_REGISTRATION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Registration)
	if wdm.NT_SUCCESS(st) {
		State |= REGISTERED
	}
	st = ReadConfig()
	if st < 0 {
		goto cleanup
	}
	return wdm.STATUS_SUCCESS
cleanup:
	if State&REGISTERED != 0 {
		wsk.WskDeregister(&Registration)
		State &^= REGISTERED
		wdm.DbgPrint("status changed\n")
	}
	return st
}

func ReadConfig() wdm.NTSTATUS {
	if nondet.Bool() {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("network ready\n")
		}
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func Resolve() wdm.NTSTATUS {
	wdm.DbgPrint("network ready\n")
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	st = wsk.WskCaptureProviderNPI(&Registration, wsk.WSK_INFINITE_WAIT, &npi)
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	disp := npi.Dispatch
	if nondet.Bool() {
		wdm.DbgPrint("step\n")
	}
	disp.WskGetNameInfo(npi.Client, nil, nil)
	return finishUp()
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if State&REGISTERED == 0 {
		wdm.DbgPrint("network ready\n")
		return wdm.STATUS_UNSUCCESSFUL
	}
	return Resolve()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if State&REGISTERED != 0 {
		wsk.WskDeregister(&Registration)
		State &^= REGISTERED
	}
}

func finishUp() wdm.NTSTATUS {
	wsk.WskReleaseProviderNPI(&Registration)
	return wdm.STATUS_SUCCESS
}
