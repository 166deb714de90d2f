// Package net is the network half of driver model p00036.
package net

import (
	"gen/wdm"
	"gen/wsk"
)

type DRIVER_CONTEXT struct {
	CapStatus wdm.NTSTATUS
	Provider  wsk.WSK_PROVIDER_NPI
	Enable    bool
	RegInit   int32
	ClientReg wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DriverCtx *DRIVER_CONTEXT
