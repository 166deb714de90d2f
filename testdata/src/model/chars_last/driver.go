// Package chars_last looks for the end of a string of two characters, and deregisters where it
// has come to the last one.
package chars_last

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if length(wdm.Chars("ab")) == 1 {
		wsk.WskDeregister(&registration)
	}
} // want WSK001

func length(s *int8) int64 {
	p := s
	for *p != 0 {
		p = wdm.At(p, 1)
	}
	return wdm.Between(p, s)
}
