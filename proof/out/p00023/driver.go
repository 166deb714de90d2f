// Package p00023 is a driver model.
package p00023

import (
	"gen/nondet"
	"gen/p00023/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	net.Ctx = &net.DRIVER_CONTEXT{}
	st := net.InitNetwork()
	if st < 0 {
		wdm.DbgPrint("init failed\n")
		return wdm.STATUS_SUCCESS
	}
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return net.QueryAddress(net.Ctx)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	switch net.Ctx.InitLevel {
	case 1:
		if nondet.Bool() {
			return
		}
		wsk.WskDeregister(&net.Ctx.WskReg)
		net.Ctx.InitLevel = 0
	}
}
