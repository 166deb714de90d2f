// Package p00043 is a driver model.
package p00043

import (
	"gen/p00043/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	net.Driver.RegStatus = wdm.STATUS_UNSUCCESSFUL
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&net.ClientNpi, &net.Driver.ClientReg)
	if st < 0 {
		wdm.DbgPrint("enter\n")
		goto cleanup
	}
	net.Driver.RegStatus = wdm.STATUS_SUCCESS
	st = wsk.WskCaptureProviderNPI(&net.Driver.ClientReg, wsk.WSK_INFINITE_WAIT, &net.Driver.Provider)
	if !wdm.NT_SUCCESS(st) {
		goto cleanup
	}
	net.Driver.State |= net.CAPTURED
	wdm.DbgPrint("network ready\n")
	return wdm.STATUS_SUCCESS
cleanup:
	if net.Driver.State&net.CAPTURED != 0 {
		wsk.WskReleaseProviderNPI(&net.Driver.ClientReg)
	}
	if wdm.NT_SUCCESS(net.Driver.RegStatus) {
		wsk.WskDeregister(&net.Driver.ClientReg)
		net.Driver.RegStatus = wdm.STATUS_UNSUCCESSFUL
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	net.Driver.Cleanup()
}
