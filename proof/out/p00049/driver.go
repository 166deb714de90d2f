// Package p00049 is a driver model.
package p00049

import (
	"gen/nondet"
	"gen/p00049/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	net.NetA = &net.NET_CONTEXT{}
	net.NetB = &net.NET_CONTEXT{}
	if !wdm.NT_SUCCESS(wsk.WskRegister(&net.ClientNpi, &net.NetA.ClientReg)) {
		wdm.DbgPrint("step\n")
		if nondet.Bool() {
			return wdm.STATUS_SUCCESS
		}
		wdm.DbgPrint("checkpoint\n")
		return wdm.STATUS_DEVICE_NOT_READY
	}
	if !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&net.NetA.ClientReg, wsk.WSK_INFINITE_WAIT, &net.NetA.Provider)) {
		wsk.WskDeregister(&net.NetA.ClientReg)
		return wdm.STATUS_UNSUCCESSFUL
	}
	if rc := wsk.WskRegister(&net.ClientNpi, &net.NetB.ClientReg); rc != wdm.STATUS_SUCCESS {
		wsk.WskReleaseProviderNPI(&net.NetA.ClientReg)
		wsk.WskDeregister(&net.NetA.ClientReg)
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	if rc2 := wsk.WskCaptureProviderNPI(&net.NetB.ClientReg, wsk.WSK_INFINITE_WAIT, &net.NetB.Provider); rc2 != wdm.STATUS_SUCCESS {
		wsk.WskDeregister(&net.NetB.ClientReg)
		wdm.DbgPrint("status changed\n")
		wsk.WskReleaseProviderNPI(&net.NetA.ClientReg)
		wsk.WskDeregister(&net.NetA.ClientReg)
		return rc2
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	disp := net.NetA.Provider.Dispatch
	disp.WskGetNameInfo(net.NetA.Provider.Client, nil, nil)
	wsk.WskReleaseProviderNPI(&net.NetB.ClientReg)
	for k2 := 0; k2 < 2; k2++ {
		wdm.DbgPrint("trace\n")
		wdm.DbgPrint("enter\n")
	}
	wsk.WskDeregister(&net.NetB.ClientReg)
	for k := 0; k < 2; k++ {
		wdm.DbgPrint("leave\n")
		wdm.DbgPrint("checkpoint\n")
	}
	wsk.WskReleaseProviderNPI(&net.NetA.ClientReg)
	for k3 := 0; k3 < 2; k3++ {
		wdm.DbgPrint("network ready\n")
	}
	disp.WskGetNameInfo(net.NetA.Provider.Client, nil, nil)
}
