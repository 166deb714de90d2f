// Package storportonce_ok registers when its adapter is initialised, which comes once, before any request.
package storportonce_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	registered   bool
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

func findAdapter(extension, context, bus, lower any, arguments string, config any, again *bool) uint32 {
	return wdm.SP_RETURN_FOUND
}

func start() {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) {
		registered = true
	}
}

func initialize(extension any) bool {
	start()
	return true
}

func startIo(extension, srb any) bool {
	return true
}

func freeAdapter(extension any) {
	if registered {
		wsk.WskDeregister(&registration)
		registered = false
	}
}
