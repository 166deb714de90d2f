// Package storport_ok is a miniport without an unload function: it registers when its adapter is found and deregisters in the last callback of the adapter.
package storport_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	data := wdm.VIRTUAL_HW_INITIALIZATION_DATA{
		HwFindAdapter:          findAdapter,
		HwInitialize:           initialize,
		HwStartIo:              startIo,
		HwFreeAdapterResources: freeAdapter,
	}
	return wdm.NTSTATUS(wdm.StorPortInitialize(driver, path, &data, nil))
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func findAdapter(extension, context, bus, lower any, arguments string, config any, again *bool) uint32 {
	if !wdm.NT_SUCCESS(start()) {
		return wdm.SP_RETURN_ERROR
	}
	return wdm.SP_RETURN_FOUND
}

func initialize(extension any) bool { return true }

func startIo(extension, srb any) bool { return true }

func freeAdapter(extension any) {
	wsk.WskDeregister(&registration)
}
