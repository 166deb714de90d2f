// Package reinitialized_forgotten does not recognise that its reinitialization
// routine has started.
package reinitialized_forgotten

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	appDispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	reg         wsk.WSK_REGISTRATION
	npi         wsk.WSK_PROVIDER_NPI
)

func startWsk() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &appDispatch}
	status := wsk.WskRegister(&client, &reg)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&reg, 1000, &npi)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&reg)
	}
	return status
}

func stopWsk() {
	wsk.WskReleaseProviderNPI(&reg)
	wsk.WskDeregister(&reg)
}

var (
	up  int32
	dev *wdm.DEVICE_OBJECT
)

func reinit(drv *wdm.DRIVER_OBJECT, ctx any, count uint32) {
	if wdm.NT_SUCCESS(startWsk()) {
		wdm.InterlockedExchange(&up, 2)
	} else if count < 5 {
		wdm.IoRegisterDriverReinitialization(drv, reinit, nil)
	}
}

func DriverEntry(drv *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	drv.DriverUnload = unload
	status := wdm.IoCreateDevice(drv, 0, nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &dev)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.IoRegisterDriverReinitialization(drv, reinit, nil)
	return wdm.STATUS_SUCCESS
}

func unload(drv *wdm.DRIVER_OBJECT) {
	if wdm.InterlockedExchange(&up, 0) == 1 {
		stopWsk()
	}
	wdm.IoDeleteDevice(dev)
} // want WSK001
