// Package net is the network half of driver model p00039.
package net

import (
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	RegistrationB wsk.WSK_REGISTRATION
	HaveRegB      bool
	NpiB          wsk.WSK_PROVIDER_NPI
	RegistrationA wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func SendProbeB(ext *DEVICE_EXTENSION) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = WithProviderB(ext, func() {
		ext.NpiB.Dispatch.WskControlClient(ext.NpiB.Client, 1, nil, nil, nil)
	})
	return st
}

func WithProviderB(ext *DEVICE_EXTENSION, f func()) wdm.NTSTATUS {
	st := wsk.WskCaptureProviderNPI(&ext.RegistrationB, wsk.WSK_INFINITE_WAIT, &ext.NpiB)
	if !wdm.NT_SUCCESS(st) {
		return st
	}
	f()
	wsk.WskReleaseProviderNPI(&ext.RegistrationB)
	return wdm.STATUS_SUCCESS
}

func FinishUp(ext *DEVICE_EXTENSION) wdm.NTSTATUS {
	if !ext.HaveRegB {
		ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &ext.RegistrationB))
		if !ok {
			return wdm.STATUS_INSUFFICIENT_RESOURCES
		}
		ext.HaveRegB = true
		wdm.DbgPrint("network ready\n")
	}
	return SendProbeB(ext)
}
