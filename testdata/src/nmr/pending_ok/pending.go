// Package pending_ok waits for the deregistration of its NMR client where it is
// pending.
package pending_ok

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
	if wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
}
