// Package net is the network half of driver model p00075.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var ProviderNpi wsk.WSK_PROVIDER_NPI
var ClientReg wsk.WSK_REGISTRATION
var Captured bool

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func StartAll() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	status = wsk.WskRegister(&ClientNpi, &ClientReg)
	status = CreateQueue()
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&ClientReg)
		return status
	}
	return wdm.STATUS_SUCCESS
}
