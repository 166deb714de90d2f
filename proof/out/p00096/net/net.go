// Package net is the network half of driver model p00096.
package net

import (
	"gen/wdm"
	"gen/wsk"
)

type DEVICE_EXTENSION struct {
	Registration wsk.WSK_REGISTRATION
	Stage        int
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DEVICE_EXTENSION

func BringUp(n *DEVICE_EXTENSION) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &n.Registration)
	if st < 0 {
		goto cleanup
	}
	n.Stage = 1
	return wdm.STATUS_SUCCESS
cleanup:
	if n.Stage >= 1 {
		wsk.WskDeregister(&n.Registration)
		n.Stage = 0
	}
	return st
}

func BringDown(dev *DEVICE_EXTENSION) {
	if dev.Stage >= 1 {
		wsk.WskDeregister(&dev.Registration)
	}
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskGetAddressInfo(npi.Client, nil, nil, nil, nil)
}

func DoPart() {
	BringDown(&Dev)
}
