// Package union_ok keeps a pointer and a state in one union, one after the other, and tells them apart by a tag.
package union_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	slot         SLOT
)

// SLOT holds a pointer to a client, or a count.
type SLOT struct {
	Used bool
	u    uint64 // Client, Count
}

// CLIENT is one registration.
type CLIENT struct {
	Registration wsk.WSK_REGISTRATION
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	*(*uint32)(unsafe.Pointer(&slot.u)) = 7
	client := (*CLIENT)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(CLIENT{}), 0x6b73774b))
	if client == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &client.Registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePool(unsafe.Pointer(client))
		return status
	}
	*(**CLIENT)(unsafe.Pointer(&slot.u)) = client
	slot.Used = true
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if !slot.Used {
		return
	}
	client := *(**CLIENT)(unsafe.Pointer(&slot.u))
	if client == nil {
		return
	}
	wsk.WskDeregister(&client.Registration)
	wdm.ExFreePool(unsafe.Pointer(client))
}
