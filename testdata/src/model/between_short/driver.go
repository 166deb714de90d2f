// Package between_short asks how many elements a pointer is behind another, and deregisters only where it has gone four elements on.
package between_short

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	table        [8]int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	p := &table[0]
	for range 3 {
		p = wdm.At(p, 1)
	}
	if wdm.Between(p, &table[0]) == 4 {
		wsk.WskDeregister(&registration)
	}
} // want WSK001
