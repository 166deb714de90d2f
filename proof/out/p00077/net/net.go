// Package net is the network half of driver model p00077.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	ClientReg   wsk.WSK_REGISTRATION
	Stage       int
	ProviderNpi wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DRIVER_CONTEXT

func (n *DRIVER_CONTEXT) NetInit() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var step int
	st = wsk.WskRegister(&ClientNpi, &n.ClientReg)
	if st >= 0 {
		n.Stage = 1
	}
	if st == wdm.STATUS_SUCCESS {
		wdm.DbgPrint("checkpoint\n")
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 1:
		wdm.DbgPrint("checkpoint\n")
		wsk.WskDeregister(&n.ClientReg)
	}
	return st
}

func (n *DRIVER_CONTEXT) NetCleanup() {
	if n.Stage >= 1 {
		wsk.WskDeregister(&n.ClientReg)
	}
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_SUCCESS
}

func (n *DRIVER_CONTEXT) WithProvider(f func()) wdm.NTSTATUS {
	wdm.DbgPrint("step\n")
	st := wsk.WskCaptureProviderNPI(&n.ClientReg, wsk.WSK_INFINITE_WAIT, &n.ProviderNpi)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	f()
	wsk.WskReleaseProviderNPI(&n.ClientReg)
	return wdm.STATUS_SUCCESS
}
