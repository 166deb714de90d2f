// Package overlaid asks a byte of the word in which it keeps that it is registered, and bytes are not told apart.
package overlaid

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	word         uint32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	word = 0x100
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	bytes := (*[4]byte)(unsafe.Pointer(&word))
	if bytes[1] != 0 && bytes != nil {
		wsk.WskDeregister(&registration)
	}
} // want inconclusive
