// Package pool_ok frees the pool memory of its registration once it is
// deregistered.
package pool_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type client struct {
	registration wsk.WSK_REGISTRATION
}

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	active   *client
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	c := (*client)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(client{}), 0))
	if c == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &c.registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePool(unsafe.Pointer(c))
		return status
	}
	active = c
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	c := active
	wsk.WskDeregister(&c.registration)
	wdm.ExFreePool(unsafe.Pointer(c))
}
