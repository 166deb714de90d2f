// Package record_ok has clients that are kept in a list by an entry in their midst; unload takes each out and deregisters it.
package record_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	clients      wdm.LIST_ENTRY
)

// CLIENT is one registration.
type CLIENT struct {
	Registration wsk.WSK_REGISTRATION
	Links        struct {
		Spare wdm.LIST_ENTRY
		Link  wdm.LIST_ENTRY
	}
	Registered bool
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	wdm.InitializeListHead(&clients)
	driver.DriverUnload = unload
	add()
	add()
	return wdm.STATUS_SUCCESS
}

func add() {
	client := (*CLIENT)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(CLIENT{}), 0x6b73774b))
	if client == nil {
		return
	}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	client.Registered = wdm.NT_SUCCESS(wsk.WskRegister(&npi, &client.Registration))
	wdm.InsertTailList(&clients, &client.Links.Link)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	for !wdm.IsListEmpty(&clients) {
		entry := wdm.RemoveHeadList(&clients)
		client := wdm.ContainingRecord[CLIENT](unsafe.Pointer(entry), "Links.Link")
		if client.Registered {
			wsk.WskDeregister(&client.Registration)
		}
		wdm.ExFreePoolWithTag(unsafe.Pointer(client), 0x6b73774b)
	}
}
