// Package net is the network half of driver model p00088.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	CapStatus wdm.NTSTATUS
	RegInit   int32
	Provider  wsk.WSK_PROVIDER_NPI
	ClientReg wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DRIVER_CONTEXT

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func Settle(reg *wsk.WSK_REGISTRATION) {
	if wdm.InterlockedCompareExchange(&Dev.RegInit, 0, 1) == 1 {
		wsk.WskDeregister(reg)
	}
}
