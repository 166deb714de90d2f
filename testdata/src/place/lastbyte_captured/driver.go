// Package lastbyte_captured ends a long buffer with a zero, behind which it captures,
// and never releases.
package lastbyte_captured

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	registration wsk.WSK_REGISTRATION
	client       wsk.WSK_CLIENT_NPI
	provider     wsk.WSK_PROVIDER_NPI
	answer       [1024]byte
)

// ask fills a buffer.
func ask(buffer *[1024]byte) wdm.NTSTATUS

// show prints it.
func show(buffer *[1024]byte)

// DriverEntry registers, asks, and captures.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path string) wdm.NTSTATUS {
	if status := wsk.WskRegister(&client, &registration); !wdm.NT_SUCCESS(status) {
		return status
	}
	ask(&answer)
	answer[len(answer)-1] = 0
	show(&answer)
	status := wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	driver.DriverUnload = Unload
	return wdm.STATUS_SUCCESS
}

// Unload deregisters.
func Unload(*wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK003
}
