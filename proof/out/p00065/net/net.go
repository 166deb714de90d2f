// Package net is the network half of driver model p00065.
package net

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
)

const REGISTERED = 0x1

type WSK_CONTEXT struct {
	ClientReg wsk.WSK_REGISTRATION
	Flags     uint32
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net WSK_CONTEXT

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	return wdm.STATUS_SUCCESS
}

func Resolve() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	wdm.DbgPrint("step\n")
	var npi wsk.WSK_PROVIDER_NPI
	for i := 0; i < 3; i++ {
		st = wsk.WskCaptureProviderNPI(&Net.ClientReg, wsk.WSK_INFINITE_WAIT, &npi)
		if wdm.NT_SUCCESS(st) {
			break
		}
		wdm.DbgPrint("network ready\n")
	}
	if !wdm.NT_SUCCESS(st) {
		wdm.DbgPrint("trace\n")
		return st
	}
	disp := npi.Dispatch
	disp.WskControlClient(npi.Client, 1, nil, nil, nil)
	wsk.WskReleaseProviderNPI(&Net.ClientReg)
	wdm.DbgPrint("trace\n")
	return wdm.STATUS_SUCCESS
}

func Handle() {
	if Net.Flags&REGISTERED != 0 {
		wsk.WskDeregister(&Net.ClientReg)
	}
}

func NetStep() {
	DoPart()
}

func DoPart() {
	Handle()
}
