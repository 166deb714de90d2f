// Package p00019 is a driver model.
package p00019

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type NET_CONTEXT struct {
	RegInit      int32
	Registration wsk.WSK_REGISTRATION
	RegDone      bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var NetA NET_CONTEXT
var NetB NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (status wdm.NTSTATUS) {
	d.DriverUnload = Unload
	defer func() {
		wdm.DbgPrint("trace\n")
		wdm.DbgPrint("status changed\n")
		if !wdm.NT_SUCCESS(status) {
			if wdm.InterlockedCompareExchange(&NetB.RegInit, 0, 1) == 1 {
				wsk.WskDeregister(&NetB.Registration)
			}
			if NetA.RegDone {
				wsk.WskDeregister(&NetA.Registration)
				NetA.RegDone = false
				wdm.DbgPrint("trace\n")
			}
		}
	}()
	status = CreateQueue()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskRegister(&ClientNpi, &NetA.Registration)
	if status < 0 {
		return status
	}
	wdm.DbgPrint("trace\n")
	NetA.RegDone = true
	status = wsk.WskRegister(&ClientNpi, &NetB.Registration)
	if status < 0 {
		return status
	}
	wdm.InterlockedExchange(&NetB.RegInit, 1)
	return wdm.STATUS_SUCCESS
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		wdm.DbgPrint("step\n")
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&NetB.Registration)
	wdm.DbgPrint("leave\n")
	wdm.DbgPrint("enter\n")
	wdm.InterlockedExchange(&NetB.RegInit, 0)
	wsk.WskDeregister(&NetA.Registration)
	NetA.RegDone = false
}
