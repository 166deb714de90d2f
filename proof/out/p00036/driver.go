// Package p00036 is a driver model.
package p00036

import (
	"gen/nondet"
	"gen/p00036/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	net.DriverCtx = &net.DRIVER_CONTEXT{}
	net.DriverCtx.CapStatus = wdm.STATUS_UNSUCCESSFUL
	var status wdm.NTSTATUS
	net.DriverCtx.Enable = nondet.Bool()
	status = wdm.STATUS_SUCCESS
	if net.DriverCtx.Enable {
		status = wsk.WskRegister(&net.ClientNpi, &net.DriverCtx.ClientReg)
		if status == wdm.STATUS_SUCCESS {
			wdm.InterlockedExchange(&net.DriverCtx.RegInit, 1)
			if status >= 0 {
				net.DriverCtx.CapStatus = wdm.STATUS_SUCCESS
			}
			status = wsk.WskCaptureProviderNPI(&net.DriverCtx.ClientReg, wsk.WSK_INFINITE_WAIT, &net.DriverCtx.Provider)
			if status != wdm.STATUS_SUCCESS {
				wsk.WskDeregister(&net.DriverCtx.ClientReg)
				wdm.InterlockedExchange(&net.DriverCtx.RegInit, 0)
			}
		}
		wdm.DbgPrint("checkpoint\n")
	}
	if !wdm.NT_SUCCESS(status) {
		goto fail0
	}
	return wdm.STATUS_SUCCESS
fail0:
	return status
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !wdm.NT_SUCCESS(net.DriverCtx.CapStatus) {
		wdm.DbgPrint("trace\n")
		return wdm.STATUS_DEVICE_NOT_READY
	}
	for i := 0; i < 3; i++ {
		net.DriverCtx.Provider.Dispatch.WskFreeAddressInfo(net.DriverCtx.Provider.Client, nil)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if net.DriverCtx == nil {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("status changed\n")
		}
		return
	}
	if net.DriverCtx.Enable {
		if net.DriverCtx.RegInit > 0 {
			if wdm.NT_SUCCESS(net.DriverCtx.CapStatus) {
				wsk.WskReleaseProviderNPI(&net.DriverCtx.ClientReg)
				net.DriverCtx.Provider.Dispatch.WskFreeAddressInfo(net.DriverCtx.Provider.Client, nil)
				net.DriverCtx.Provider.Dispatch.WskGetNameInfo(net.DriverCtx.Provider.Client, nil, nil)
				net.DriverCtx.CapStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
			}
			wsk.WskDeregister(&net.DriverCtx.ClientReg)
			wdm.InterlockedExchange(&net.DriverCtx.RegInit, 0)
		}
	}
}
