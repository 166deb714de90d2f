// Package table_last is the same, but leaves the last of the table out.
package table_last

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	table        *CLIENT
)

// CLIENT is one registration.
type CLIENT struct {
	Registration wsk.WSK_REGISTRATION
	Registered   bool
}

const clients = 3

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	table = (*CLIENT)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, clients*unsafe.Sizeof(CLIENT{}), 0x6b73774b))
	if table == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	for i := 0; i < clients; i++ {
		client := wdm.At(table, i)
		client.Registered = wdm.NT_SUCCESS(wsk.WskRegister(&npi, &client.Registration))
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	client := table
	for n := clients - 1; n > 0; n-- {
		if client.Registered {
			wsk.WskDeregister(&client.Registration)
		}
		client = wdm.At(client, 1)
	}
	wdm.ExFreePoolWithTag(unsafe.Pointer(table), 0x6b73774b) // want WSK009
}
