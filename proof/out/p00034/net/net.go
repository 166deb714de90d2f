// Package net is the network half of driver model p00034.
package net

import (
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	RegInit     int32
	NpiReady    bool
	ProviderNpi wsk.WSK_PROVIDER_NPI
	Socket      *wsk.WSK_SOCKET
	ClientReg   wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func NetStep(ext *DEVICE_EXTENSION) {
	ext.ProviderNpi.Dispatch.WskControlClient(ext.ProviderNpi.Client, 1, nil, nil, nil)
}
