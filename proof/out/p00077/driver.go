// Package p00077 is a driver model.
package p00077

import (
	"gen/p00077/net"
	"gen/wdm"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	net.Ctx = &net.DRIVER_CONTEXT{}
	ok := wdm.NT_SUCCESS(net.Ctx.NetInit())
	if !ok {
		wdm.DbgPrint("checkpoint\n")
		return wdm.STATUS_DEVICE_NOT_READY
	}
	if rc := net.CreateQueue(); !wdm.NT_SUCCESS(rc) {
		net.Ctx.NetCleanup()
		return rc
	}
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = net.Ctx.WithProvider(func() {
		net.Ctx.ProviderNpi.Dispatch.WskGetAddressInfo(net.Ctx.ProviderNpi.Client, nil, nil, nil, nil)
	})
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	net.Ctx.NetCleanup()
}
