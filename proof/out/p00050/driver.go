// Package p00050 is a driver model.
package p00050

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Registration wsk.WSK_REGISTRATION
var Stage int
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (st wdm.NTSTATUS) {
	d.DriverUnload = Unload
	wsk.WskRegister(&ClientNpi, &Registration)
	d.MajorFunction[0] = Create
	var haveNet bool
	defer func() {
		if wdm.NT_SUCCESS(st) {
			if haveNet {
				NetCleanup()
			}
		}
	}()
	st = NetInit()
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	haveNet = true
	return wdm.STATUS_SUCCESS
}

func NetInit() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	for {
		status = wsk.WskRegister(&ClientNpi, &Registration)
		break
		Stage = 1
		return wdm.STATUS_SUCCESS
	}
	if Stage >= 1 {
		wsk.WskDeregister(&Registration)
	}
	return status
}

func NetCleanup() {
	wsk.WskDeregister(&Registration)
}

func QueryAddress() wdm.NTSTATUS {
	var st wdm.NTSTATUS
retry:
	st = wsk.WskCaptureProviderNPI(&Registration, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
	if !wdm.NT_SUCCESS(st) {
		if nondet.Bool() {
			goto retry
		}
		return st
	}
	Query(&ProviderNpi)
	wsk.WskReleaseProviderNPI(&Registration)
	return wdm.STATUS_SUCCESS
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskControlClient(npi.Client, 1, nil, nil, nil)
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return QueryAddress()
}

func Unload(d *wdm.DRIVER_OBJECT) {
	NetCleanup()
}
