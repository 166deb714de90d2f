// Package ringbuffer_ok clears a line in the middle of a long buffer, behind which it
// captures.
package ringbuffer_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	registration wsk.WSK_REGISTRATION
	client       wsk.WSK_CLIENT_NPI
	provider     wsk.WSK_PROVIDER_NPI
	lines        [1024]byte
)

// begin clears the line that begins at a byte.
func begin(line *byte) {
	wdm.RtlZeroMemory(line, 64)
	*line = '<'
}

// DriverEntry registers, begins a line, and captures.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path string) wdm.NTSTATUS {
	if status := wsk.WskRegister(&client, &registration); !wdm.NT_SUCCESS(status) {
		return status
	}
	begin(&lines[512])
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	driver.DriverUnload = Unload
	return wdm.STATUS_SUCCESS
}

// Unload releases and deregisters.
func Unload(*wdm.DRIVER_OBJECT) {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
