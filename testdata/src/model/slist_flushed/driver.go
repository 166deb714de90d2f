// Package slist_flushed is the same, but looks for the next one in the list that it has emptied.
package slist_flushed

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	clients      wdm.SLIST_HEADER
)

// CLIENT is one registration.
type CLIENT struct {
	Registration wsk.WSK_REGISTRATION
	Link         wdm.SLIST_ENTRY
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	wdm.InitializeSListHead(&clients)
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
	if !wdm.NT_SUCCESS(wsk.WskRegister(&npi, &client.Registration)) {
		wdm.ExFreePool(unsafe.Pointer(client))
		return
	}
	wdm.InterlockedPushEntrySList(&clients, &client.Link)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	entry := wdm.InterlockedFlushSList(&clients)
	for entry != nil {
		client := wdm.ContainingRecord[CLIENT](unsafe.Pointer(entry), "Link")
		entry = wdm.FirstEntrySList(&clients)
		wsk.WskDeregister(&client.Registration)
		wdm.ExFreePool(unsafe.Pointer(client))
	}
} // want WSK001
