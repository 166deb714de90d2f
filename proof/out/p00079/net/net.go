// Package net is the network half of driver model p00079.
package net

import (
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Captured bool
var ClientReg wsk.WSK_REGISTRATION
var Flags uint32
var Provider wsk.WSK_PROVIDER_NPI

func Cleanup() {
	if Captured {
		wsk.WskReleaseProviderNPI(&ClientReg)
		Captured = false
	}
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&ClientReg)
		Flags &^= REGISTERED
	}
}

func InitNetwork() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	for {
		status = wsk.WskRegister(&ClientNpi, &ClientReg)
		Flags |= REGISTERED
		status = wsk.WskRegister(&ClientNpi, &ClientReg)
		status = wsk.WskCaptureProviderNPI(&ClientReg, wsk.WSK_INFINITE_WAIT, &Provider)
		if status >= 0 {
			Captured = true
		}
		return wdm.STATUS_SUCCESS
	}
	if Captured {
		wsk.WskReleaseProviderNPI(&ClientReg)
		Captured = false
	}
	if Flags&REGISTERED != 0 {
		wsk.WskDeregister(&ClientReg)
	}
	return status
}
