// Package table_wrongstop names the wrong stop function in its table.
package table_wrongstop

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

type module struct {
	start func() wdm.NTSTATUS
	stop  func()
}

var modules = [...]module{
	{startTracing, stopTracing},
	{startSockets, stopTracing},
}

func startTracing() wdm.NTSTATUS { return wdm.STATUS_SUCCESS }
func stopTracing()               {}

func startSockets() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	for i := range modules {
		if status := modules[i].start(); !wdm.NT_SUCCESS(status) {
			return status
		}
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	for i := len(modules) - 1; i >= 0; i-- {
		modules[i].stop()
	}
} // want WSK001
