// Package p00091 is a driver model.
package p00091

import (
	"gen/nondet"
	"gen/p00091/net"
	"gen/wdm"
	"gen/wsk"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	net.DriverCtx = &net.DEVICE_EXTENSION{}
	var st wdm.NTSTATUS
	var step int
	st = wsk.WskRegister(&net.ClientNpi, &net.DriverCtx.Registration)
	if st >= 0 {
		net.DriverCtx.HaveReg = true
		st = wsk.WskCaptureProviderNPI(&net.DriverCtx.Registration, wsk.WSK_INFINITE_WAIT, &net.DriverCtx.Provider)
		if st == wdm.STATUS_SUCCESS {
			wdm.InterlockedExchange(&net.DriverCtx.CapInit, 1)
			wdm.DbgPrint("enter\n")
		} else {
			wdm.DbgPrint("cap not available\n")
			wdm.DbgPrint("step\n")
			if nondet.Bool() {
				wdm.DbgPrint("trace\n")
			}
		}
	}
	step = 1
	st = net.CreateQueue()
	if st >= 0 {
		step = 2
	}
	if wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 2:
		wdm.DbgPrint("step\n")
		wdm.DbgPrint("nothing to undo\n")
		fallthrough
	case 1:
		if wdm.InterlockedCompareExchange(&net.DriverCtx.CapInit, 0, 1) == 1 {
			wdm.DbgPrint("enter\n")
			wsk.WskReleaseProviderNPI(&net.DriverCtx.Registration)
		}
		if net.DriverCtx.HaveReg {
			wsk.WskDeregister(&net.DriverCtx.Registration)
			net.DriverCtx.HaveReg = false
		}
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	for k := 0; k < 2; k++ {
		wdm.DbgPrint("trace\n")
	}
	if net.DriverCtx.CapInit != 0 {
		wdm.InterlockedExchange(&net.DriverCtx.CapInit, 0)
	}
	wsk.WskDeregister(&net.DriverCtx.Registration)
	net.DriverCtx.HaveReg = false
	if nondet.Bool() {
		return
	}
	wdm.DbgPrint("trace\n")
}
