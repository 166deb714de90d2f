// Package pending_always_ok waits for the deregistration of its NMR client
// without asking whether it is pending.
package pending_always_ok

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
	wdm.NmrDeregisterClient(client)
	wdm.NmrWaitForClientDeregisterComplete(client)
}
