// Package query_ok asks for the versions of the provider once it has registered.
package query_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch        = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration    wsk.WSK_REGISTRATION
	characteristics wsk.WSK_PROVIDER_CHARACTERISTICS
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	if wdm.NT_SUCCESS(wsk.WskQueryProviderCharacteristics(&registration, &characteristics)) {
		wdm.DbgPrint("versions up to %x", characteristics.HighestVersion)
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
