// Package sleepers_open starts two threads that do nothing but sleep for a while, each in its
// own way, and undoes nothing at unload.
package sleepers_open

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	pause        wdm.LARGE_INTEGER
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	go doze()
	go nap()
	doze()
	nap()
	return status
}

func doze() {
	wdm.KeDelayExecutionThread(wdm.KernelMode, false, &pause)
}

func nap() {
	wdm.KeDelayExecutionThread(wdm.KernelMode, false, &pause)
}

func unload(driver *wdm.DRIVER_OBJECT) {
} // want WSK001
