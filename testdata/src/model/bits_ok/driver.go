// Package bits_ok keeps what has to be undone in the bits of a word, and takes them out with a shift and a remainder.
package bits_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	stages       uint64
)

const registered = 40

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if wdm.NT_SUCCESS(wsk.WskRegister(&client, &registration)) {
		wdm.InterlockedXor64((*int64)(unsafe.Pointer(&stages)), 1<<registered)
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if stages>>registered%2 == 1 {
		wsk.WskDeregister(&registration)
	}
}
