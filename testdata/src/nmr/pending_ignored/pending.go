// Package pending_ignored does not look whether the deregistration of its NMR
// client is pending.
package pending_ignored

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
} // want WSK015
