// Package net is the network half of driver model p00049.
package net

import (
	"gen/wsk"
)

type NET_CONTEXT struct {
	ClientReg wsk.WSK_REGISTRATION
	Provider  wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var NetA *NET_CONTEXT
var NetB *NET_CONTEXT
