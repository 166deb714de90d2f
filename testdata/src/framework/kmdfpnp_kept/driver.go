// Package kmdfpnp_kept has no EvtDriverUnload: the framework unloads it behind the last of
// its devices, which still leaves the driver's registration.
package kmdfpnp_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS { // want WSK001
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	config := wdm.WDF_DRIVER_CONFIG{EvtDriverDeviceAdd: deviceAdd}
	status = wdm.WdfDriverCreate(driver, path, nil, &config, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var device wdm.WDFDEVICE
	return wdm.WdfDeviceCreate(&init, nil, &device)
}
