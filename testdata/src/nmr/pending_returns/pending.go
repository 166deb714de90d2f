// Package pending_returns returns before it waits where there is a status that
// it does not expect.
package pending_returns

import (
	"github.com/wskvet/wskvet/wdm"
)

var (
	characteristics wdm.NPI_CLIENT_CHARACTERISTICS
	client          wdm.HANDLE
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return wdm.NmrRegisterClient(&characteristics, nil, &client)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	status := wdm.NmrDeregisterClient(client)
	if status != wdm.STATUS_SUCCESS {
		return // want WSK015
	}
}
