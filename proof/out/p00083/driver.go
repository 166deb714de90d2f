// Package p00083 is a driver model.
package p00083

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type NET_CONTEXT struct {
	ClientReg wsk.WSK_REGISTRATION
	RegStatus wdm.NTSTATUS
	Provider  wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	Net.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	st := StartAll()
	if !wdm.NT_SUCCESS(st) {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("network ready\n")
			wdm.DbgPrint("enter\n")
		}
		wdm.DbgPrint("init failed\n")
		return st
	}
	return wdm.STATUS_SUCCESS
}

func (n *NET_CONTEXT) BringUp() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &n.ClientReg)
	if !wdm.NT_SUCCESS(status) {
		goto cleanup
	}
	n.RegStatus = wdm.STATUS_SUCCESS
	status = wsk.WskCaptureProviderNPI(&n.ClientReg, wsk.WSK_INFINITE_WAIT, &n.Provider)
	if status < 0 {
		goto cleanup
	}
	return wdm.STATUS_SUCCESS
cleanup:
	if n.Provider.Dispatch != nil {
		wdm.DbgPrint("leave\n")
		wsk.WskReleaseProviderNPI(&n.ClientReg)
	}
	if nondet.Bool() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	if wdm.NT_SUCCESS(n.RegStatus) {
		wsk.WskDeregister(&n.ClientReg)
	}
	return status
}

func (n *NET_CONTEXT) BringDown() {
	wsk.WskReleaseProviderNPI(&n.ClientReg)
	wsk.WskDeregister(&n.ClientReg)
}

func StartAll() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	wdm.DbgPrint("trace\n")
	var step int
	status = Net.BringUp()
	if status == wdm.STATUS_SUCCESS {
		wdm.DbgPrint("status changed\n")
		step = 1
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("checkpoint\n")
		}
	}
	if wdm.NT_SUCCESS(status) {
		return wdm.STATUS_SUCCESS
	}
	return advance(step, status)
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Net.BringDown()
}

func advance(step int, status wdm.NTSTATUS) wdm.NTSTATUS {
	switch step {
	case 1:
		handle()
	}
	return status
}

func handle() {
	Net.BringDown()
	wdm.DbgPrint("network ready\n")
}
