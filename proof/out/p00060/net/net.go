// Package net is the network half of driver model p00060.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED_B = 0x1

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var State uint32
var RegistrationB wsk.WSK_REGISTRATION
var ProviderA wsk.WSK_PROVIDER_NPI
var RegistrationA wsk.WSK_REGISTRATION

func QueryAddressA() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	wdm.DbgPrint("enter\n")
	for nondet.Bool() {
		st = wsk.WskCaptureProviderNPI(&RegistrationA, wsk.WSK_INFINITE_WAIT, &ProviderA)
		if !wdm.NT_SUCCESS(st) {
			break
		}
		ProviderA.Dispatch.WskControlClient(ProviderA.Client, 1, nil, nil, nil)
		wsk.WskReleaseProviderNPI(&RegistrationA)
	}
	return st
}
