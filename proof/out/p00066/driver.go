// Package p00066 is a driver model.
package p00066

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED_A = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var State uint32
var WskRegA wsk.WSK_REGISTRATION
var RegInitB int32
var WskRegB wsk.WSK_REGISTRATION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &WskRegA)
	if wdm.NT_SUCCESS(st) {
		State |= REGISTERED_A
	}
	st = CreateQueue()
	if !wdm.NT_SUCCESS(st) {
		goto cleanup
	}
	st = wsk.WskRegister(&ClientNpi, &WskRegB)
	if st == wdm.STATUS_SUCCESS {
		wdm.InterlockedExchange(&RegInitB, 1)
		wdm.DbgPrint("enter\n")
	}
	return wdm.STATUS_SUCCESS
cleanup:
	if RegInitB > 0 {
		wsk.WskDeregister(&WskRegB)
		wdm.InterlockedExchange(&RegInitB, 0)
		wdm.DbgPrint("status changed\n")
	}
	if State&REGISTERED_A != 0 {
		wsk.WskDeregister(&WskRegA)
		State &^= REGISTERED_A
	}
	return st
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if RegInitB > 0 {
		wsk.WskDeregister(&WskRegB)
		wdm.InterlockedExchange(&RegInitB, 0)
	}
	handle(&WskRegA)
}

func handle(reg *wsk.WSK_REGISTRATION) {
	if State&REGISTERED_A != 0 {
		wsk.WskDeregister(reg)
		State &^= REGISTERED_A
	}
}
