// Package bits_shifted is the same, but looks at the bit beside the one that it has set.
package bits_shifted

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
	if stages>>(registered-1)%2 == 1 {
		wsk.WskDeregister(&registration)
	}
} // want WSK001
