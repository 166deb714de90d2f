// Package p00093 is a driver model.
package p00093

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED_B = 0x1

type DEVICE_EXTENSION struct {
	CapInitB  int32
	WskRegB   wsk.WSK_REGISTRATION
	Flags     uint32
	WskRegA   wsk.WSK_REGISTRATION
	ProviderB wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	st := Dev.StartAll()
	if !wdm.NT_SUCCESS(st) {
		wdm.DbgPrint("init failed\n")
		return st
	}
	return wdm.STATUS_SUCCESS
}

func CreateQueue() wdm.NTSTATUS {
	if !nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func (n *DEVICE_EXTENSION) StartAll() (status wdm.NTSTATUS) {
	var haveReg bool
	defer func() {
		if !wdm.NT_SUCCESS(status) {
			if n.CapInitB != 0 {
				wdm.DbgPrint("leave\n")
				wsk.WskReleaseProviderNPI(&n.WskRegB)
				wdm.InterlockedExchange(&n.CapInitB, 0)
			}
			if n.Flags&REGISTERED_B != 0 {
				wsk.WskDeregister(&n.WskRegB)
				wdm.DbgPrint("network ready\n")
				n.Flags &^= REGISTERED_B
			}
			if haveReg {
				wsk.WskDeregister(&n.WskRegA)
			}
		}
	}()
	status = wsk.WskRegister(&ClientNpi, &n.WskRegA)
	if status != wdm.STATUS_SUCCESS {
		return status
	}
	haveReg = true
	status = wsk.WskRegister(&ClientNpi, &n.WskRegB)
	if status >= 0 {
		n.Flags |= REGISTERED_B
		status = wsk.WskCaptureProviderNPI(&n.WskRegB, wsk.WSK_INFINITE_WAIT, &n.ProviderB)
		if status >= 0 {
			wdm.InterlockedExchange(&n.CapInitB, 1)
		} else {
			wdm.DbgPrint("cap not available\n")
		}
	}
	status = CreateQueue()
	if status < 0 {
		return status
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if wdm.InterlockedCompareExchange(&Dev.CapInitB, 0, 1) == 1 {
		wsk.WskReleaseProviderNPI(&Dev.WskRegB)
	}
	if Dev.Flags&REGISTERED_B != 0 {
		wsk.WskDeregister(&Dev.WskRegB)
		Dev.Flags &^= REGISTERED_B
	}
	wdm.DbgPrint("step\n")
	wsk.WskDeregister(&Dev.WskRegA)
}
