// Package flag_failspending fails before the deregistration of its NMR client
// has ended.
package flag_failspending

import (
	"github.com/wskvet/wskvet/wdm"
)

var (
	characteristics wdm.NPI_CLIENT_CHARACTERISTICS
	client          wdm.HANDLE
	device          *wdm.DEVICE_OBJECT
	registered      bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wdm.NmrRegisterClient(&characteristics, nil, &client)
	registered = wdm.NT_SUCCESS(status)
	status = wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		if registered {
			wdm.NmrDeregisterClient(client)
		}
		return status // want WSK015
	}
	return wdm.STATUS_SUCCESS
}

// stop deregisters the client if it is registered.
func stop() {
	if !registered {
		return
	}
	registered = false
	if wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.IoDeleteDevice(device)
	stop()
}
