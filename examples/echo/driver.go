// Package echo models a driver that is an echo server: whoever connects gets
// back what he sends.
//
// All network work is done by one thread. Unload tells the thread to close what
// is open, deregisters, which waits until that is done, and only then lets the
// thread end and waits for it. The other order would wait for ever: with the
// thread gone nobody would close the sockets that WskDeregister waits for.
//
// The driver is correct.
package echo

import (
	"github.com/wskvet/wskvet/examples/echo/server"
	"github.com/wskvet/wskvet/wdm"
)

// DriverEntry starts the server. It does not wait for the network.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload

	status := server.Start()
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("echo: not started: %x", status)
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	server.Stop()
}
