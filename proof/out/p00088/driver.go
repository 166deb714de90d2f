// Package p00088 is a driver model.
package p00088

import (
	"gen/nondet"
	"gen/p00088/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	net.Dev.CapStatus = wdm.STATUS_UNSUCCESSFUL
	var status wdm.NTSTATUS
	for {
		status = wsk.WskRegister(&net.ClientNpi, &net.Dev.ClientReg)
		if wdm.NT_SUCCESS(status) {
			wdm.InterlockedExchange(&net.Dev.RegInit, 1)
			status = wsk.WskCaptureProviderNPI(&net.Dev.ClientReg, wsk.WSK_INFINITE_WAIT, &net.Dev.Provider)
			if wdm.NT_SUCCESS(status) {
				net.Dev.CapStatus = wdm.STATUS_SUCCESS
				wdm.DbgPrint("checkpoint\n")
			}
		}
		status = net.AllocateBuffers()
		if !wdm.NT_SUCCESS(status) {
			break
		}
		return wdm.STATUS_SUCCESS
	}
	if net.Dev.RegInit > 0 {
		if wdm.NT_SUCCESS(net.Dev.CapStatus) {
			wsk.WskReleaseProviderNPI(&net.Dev.ClientReg)
			wdm.DbgPrint("step\n")
			net.Dev.CapStatus = wdm.STATUS_UNSUCCESSFUL
		}
		wsk.WskDeregister(&net.Dev.ClientReg)
		if nondet.Bool() {
			wdm.DbgPrint("trace\n")
		}
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("enter\n")
			wdm.DbgPrint("leave\n")
		}
		wdm.InterlockedExchange(&net.Dev.RegInit, 0)
	}
	return status
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if wdm.NT_SUCCESS(net.Dev.CapStatus) {
		wsk.WskReleaseProviderNPI(&net.Dev.ClientReg)
		net.Dev.CapStatus = wdm.STATUS_DEVICE_NOT_READY
	}
	net.Settle(&net.Dev.ClientReg)
}
