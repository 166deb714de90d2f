// Package library_ok keeps what it has done in the settings of a library, behind pointers
// that the library has set up.
package library_ok

import (
	. "github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type settings struct {
	network *network
}

type network struct {
	first *adapter
}

type adapter struct {
	next    *adapter
	enabled bool
}

var (
	registration wsk.WSK_REGISTRATION
	client       wsk.WSK_CLIENT_NPI
	provider     wsk.WSK_PROVIDER_NPI
	shared       *settings
)

// open is in a library.
func open() *settings

func DriverEntry(driver *DRIVER_OBJECT, path *UNICODE_STRING) NTSTATUS {
	driver.DriverUnload = unload
	shared = open()
	if status := wsk.WskRegister(&client, &registration); status < 0 {
		return status
	}
	second := shared.network.first.next
	if second.enabled {
		second.enabled = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider) >= 0
	}
	return STATUS_SUCCESS
}

func unload(*DRIVER_OBJECT) {
	if shared.network.first.next.enabled {
		wsk.WskReleaseProviderNPI(&registration)
	}
	wsk.WskDeregister(&registration)
}
