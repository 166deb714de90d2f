// Package sixblocks_kept keeps six registrations in blocks of their own, and leaves the last.
package sixblocks_kept

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch wsk.WSK_CLIENT_DISPATCH
)

type session struct {
	registration wsk.WSK_REGISTRATION
	live         bool
}

var all [6]*session

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	for i := range all {
		all[i] = (*session)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(session{}), 0))
		if all[i] == nil {
			break
		}
		all[i].live = wdm.NT_SUCCESS(wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &all[i].registration))
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	for i := 0; i < 5; i++ {
		if all[i] != nil && all[i].live {
			wsk.WskDeregister(&all[i].registration)
		}
	}
} // want WSK001
