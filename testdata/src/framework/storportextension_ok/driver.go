// Package storportextension_ok keeps in the extension of its adapter whether the
// provider NPI is captured.
package storportextension_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

type extension struct {
	provider wsk.WSK_PROVIDER_NPI
	captured bool
}

var portUnload wdm.DRIVER_UNLOAD

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	table := wdm.HW_INITIALIZATION_DATA{HwFindAdapter: find, HwFreeAdapterResources: free}
	status = wdm.NTSTATUS(wdm.StorPortInitialize(driver, path, &table, nil))
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	portUnload = driver.DriverUnload
	driver.DriverUnload = unload
	return status
}

func find(deviceExtension, context, bus any, arguments string, config, reserved any) uint32 {
	e := deviceExtension.(*extension)
	e.captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &e.provider))
	return wdm.SP_RETURN_FOUND
}

func free(deviceExtension any) {
	e := deviceExtension.(*extension)
	if e.captured {
		wsk.WskReleaseProviderNPI(&registration)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	portUnload(driver)
	wsk.WskDeregister(&registration)
}
