// Package p00005 is a driver model.
package p00005

import (
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	InitLevel   int
	ProviderNpi wsk.WSK_PROVIDER_NPI
	WskReg      wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Dev.WskReg)
	if st < 0 {
		goto cleanup
	}
	Dev.InitLevel = 1
	return wdm.STATUS_SUCCESS
cleanup:
	if Dev.InitLevel >= 1 {
		wsk.WskDeregister(&Dev.WskReg)
		Dev.InitLevel = 0
	}
	return st
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskCaptureProviderNPI(&Dev.WskReg, wsk.WSK_INFINITE_WAIT, &Dev.ProviderNpi)
	if st != wdm.STATUS_SUCCESS {
		wdm.DbgPrint("network ready\n")
		return st
	}
	defer wsk.WskReleaseProviderNPI(&Dev.WskReg)
	p := &Dev.ProviderNpi
	p.Dispatch.WskGetAddressInfo(p.Client, nil, nil, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	switch Dev.InitLevel {
	case 1:
		wsk.WskDeregister(&Dev.WskReg)
		wdm.DbgPrint("enter\n")
	}
}
