// Package net is the network half of driver model p00023.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	InitLevel   int
	ProviderNpi wsk.WSK_PROVIDER_NPI
	WskReg      wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Ctx *DRIVER_CONTEXT

func QueryAddress(n *DRIVER_CONTEXT) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	for {
		st = wsk.WskCaptureProviderNPI(&n.WskReg, wsk.WSK_INFINITE_WAIT, &n.ProviderNpi)
		if wdm.NT_SUCCESS(st) {
			break
		}
		if nondet.Bool() {
			return st
		}
	}
	if st != wdm.STATUS_SUCCESS {
		return st
	}
	rv := n.ProviderNpi.Dispatch.WskControlClient(n.ProviderNpi.Client, 1, nil, nil, nil)
	if !wdm.NT_SUCCESS(rv) {
		wdm.DbgPrint("request failed\n")
	}
	wsk.WskReleaseProviderNPI(&n.WskReg)
	return wdm.STATUS_SUCCESS
}

func InitNetwork() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Ctx.WskReg)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	Ctx.InitLevel = 1
	return wdm.STATUS_SUCCESS
}
