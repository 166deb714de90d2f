// Package pending_early waits for a deregistration that has not begun.
package pending_early

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
	wdm.NmrWaitForClientDeregisterComplete(client)
	wdm.NmrDeregisterClient(client)
} // want WSK015
