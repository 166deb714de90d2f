// Package method_unjoined deregisters in a goroutine that a method of an interface runs
// in, and does not wait for it.
package method_unjoined

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	ended        chan struct{}
	stopper      job = stop{}
)

// job is what runs in a goroutine of its own.
type job interface{ run() }

type stop struct{}

func (stop) run() {
	wsk.WskDeregister(&registration)
	close(ended)
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	ended = make(chan struct{})
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	go stopper.run() // want WSK005
}
