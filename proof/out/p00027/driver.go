// Package p00027 is a driver model.
package p00027

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type WSK_CONTEXT struct {
	Registration wsk.WSK_REGISTRATION
	HaveReg      bool
	Provider     wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net WSK_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	st := StartAll()
	if !wdm.NT_SUCCESS(st) {
		wdm.DbgPrint("init failed\n")
		return st
	}
	return wdm.STATUS_SUCCESS
}

func (n *WSK_CONTEXT) NetInit() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &n.Registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("status changed\n")
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	n.HaveReg = true
	if !wdm.NT_SUCCESS(Resolve(n)) {
		wdm.DbgPrint("self check failed\n")
	}
	return wdm.STATUS_SUCCESS
}

func Resolve(n *WSK_CONTEXT) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	for {
		st = wsk.WskCaptureProviderNPI(&n.Registration, wsk.WSK_INFINITE_WAIT, &n.Provider)
		if wdm.NT_SUCCESS(st) {
			break
		}
		if nondet.Bool() {
			wdm.DbgPrint("network ready\n")
			return st
		}
	}
	wdm.DbgPrint("network ready\n")
	if st < 0 {
		return st
	}
	disp := n.Provider.Dispatch
	disp.WskControlClient(n.Provider.Client, 1, nil, nil, nil)
	wsk.WskReleaseProviderNPI(&n.Registration)
	return wdm.STATUS_SUCCESS
}

func NetCleanup(n *WSK_CONTEXT) {
	wsk.WskDeregister(&n.Registration)
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func StartAll() wdm.NTSTATUS {
	if rc := CreateQueue(); !wdm.NT_SUCCESS(rc) {
		return rc
	}
	if rc2 := Net.NetInit(); !wdm.NT_SUCCESS(rc2) {
		return rc2
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	NetCleanup(&Net)
}
