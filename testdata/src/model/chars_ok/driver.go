// Package chars_ok looks for the end of a string of two characters, and deregisters where it
// has found it.
package chars_ok

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
	if length(wdm.Chars("ab")) == 2 {
		wsk.WskDeregister(&registration)
	}
}

func length(s *int8) int64 {
	p := s
	for *p != 0 {
		p = wdm.At(p, 1)
	}
	return wdm.Between(p, s)
}
