// Package p00080 is a driver model.
package p00080

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Registration wsk.WSK_REGISTRATION
var Stage int

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var st wdm.NTSTATUS
	st = ReadConfig()
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	if !wdm.NT_SUCCESS(NetInit()) {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func NetInit() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &Registration)
	if !wdm.NT_SUCCESS(status) {
		goto cleanup
	}
	Stage = 1
	return wdm.STATUS_SUCCESS
cleanup:
	if Stage >= 1 {
		wsk.WskDeregister(&Registration)
	}
	return status
}

func NetCleanup() {
	wsk.WskDeregister(&Registration)
}

func ReadConfig() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	NetCleanup()
}
