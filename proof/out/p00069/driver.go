// Package p00069 is a driver model.
package p00069

import (
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var ClientRegB wsk.WSK_REGISTRATION
var Stage int
var ClientRegA wsk.WSK_REGISTRATION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	st := InitNetwork()
	if !wdm.NT_SUCCESS(st) {
		wdm.DbgPrint("init failed\n")
		return st
	}
	return wdm.STATUS_SUCCESS
}

func NetInitB() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &ClientRegB)
	if status < 0 {
		Stage = 2
		goto fail0
	}
	return wdm.STATUS_SUCCESS
fail0:
	return status
}

func NetCleanupB() {
	netStep()
}

func InitNetwork() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	var haveNet bool
	status = wsk.WskRegister(&ClientNpi, &ClientRegA)
	if status < 0 {
		goto cleanup
	}
	Stage = 1
	if status = NetInitB(); !wdm.NT_SUCCESS(status) {
		goto cleanup
	}
	haveNet = true
	return wdm.STATUS_SUCCESS
cleanup:
	if haveNet {
		netStep2()
	}
	if Stage >= 1 {
		wsk.WskDeregister(&ClientRegA)
	}
	return status
}

func Unload(d *wdm.DRIVER_OBJECT) {
	NetCleanupB()
	wsk.WskDeregister(&ClientRegA)
}

func netStep() {
	if Stage >= 2 {
		wdm.DbgPrint("step\n")
		wsk.WskDeregister(&ClientRegB)
	}
}

func netStep2() {
	NetCleanupB()
	wdm.DbgPrint("trace\n")
}
