// Package variables_leak calls WSK through variables, and leaves its registration.
package variables_leak

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	g_WskRegister   func(*wsk.WSK_CLIENT_NPI, *wsk.WSK_REGISTRATION) wdm.NTSTATUS
	g_WskDeregister func(*wsk.WSK_REGISTRATION)
	dispatch        wsk.WSK_CLIENT_DISPATCH
	registration    wsk.WSK_REGISTRATION
)

// resolve is MmGetSystemRoutineAddress for each of them.
func resolve() bool {
	g_WskRegister, g_WskDeregister = wsk.WskRegister, wsk.WskDeregister
	return true
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	if !resolve() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	driver.DriverUnload = unload
	return g_WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	_ = g_WskDeregister
} // want WSK001
