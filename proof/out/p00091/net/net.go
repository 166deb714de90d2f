// Package net is the network half of driver model p00091.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	HaveReg      bool
	CapInit      int32
	Provider     wsk.WSK_PROVIDER_NPI
	Registration wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DEVICE_EXTENSION

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		wdm.DbgPrint("leave\n")
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}
