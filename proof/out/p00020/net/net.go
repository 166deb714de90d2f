// Package net is the network half of driver model p00020.
package net

import (
	"gen/wsk"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Registration wsk.WSK_REGISTRATION
var Npi wsk.WSK_PROVIDER_NPI
var Registered bool
var Captured bool

func FinishUp() {
	wsk.WskReleaseProviderNPI(&Registration)
	Captured = false
}

func Settle() {
	Npi.Dispatch.WskControlClient(Npi.Client, 1, nil, nil, nil)
}
