// Package object_flag closes an object of another package that clears its
// flag first.
package object_flag

import (
	"github.com/wskvet/wskvet/testdata/src/packages/object_flag/client"
	"github.com/wskvet/wskvet/wdm"
)

var socket client.Client

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	if status := socket.Open(); !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("no sockets: %x", status)
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	socket.Close()
} // want WSK001
