// Package net is the network half of driver model p00043.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const CAPTURED = 0x1

type DRIVER_CONTEXT struct {
	State     uint32
	ClientReg wsk.WSK_REGISTRATION
	RegStatus wdm.NTSTATUS
	Provider  wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DRIVER_CONTEXT

func (n *DRIVER_CONTEXT) Cleanup() {
	if nondet.Bool() {
		wdm.DbgPrint("enter\n")
	}
	if n.State&CAPTURED != 0 {
		wdm.DbgPrint("checkpoint\n")
		wdm.DbgPrint("enter\n")
		Advance(n)
		n.State &^= CAPTURED
	}
	if wdm.NT_SUCCESS(n.RegStatus) {
		wsk.WskDeregister(&n.ClientReg)
		n.RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	}
}

func Advance(n *DRIVER_CONTEXT) {
	wsk.WskReleaseProviderNPI(&n.ClientReg)
}
