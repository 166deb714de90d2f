// Package lookaside_ok has its client in memory of a lookaside list, to which that goes back last.
package lookaside_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	clients      wdm.NPAGED_LOOKASIDE_LIST
	client       *CLIENT
)

// CLIENT is one registration.
type CLIENT struct {
	Registration wsk.WSK_REGISTRATION
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.ExInitializeNPagedLookasideList(&clients, nil, nil, 0, unsafe.Sizeof(CLIENT{}), 0x6b73774b, 0)
	client = (*CLIENT)(wdm.ExAllocateFromNPagedLookasideList(&clients))
	if client == nil {
		wdm.ExDeleteNPagedLookasideList(&clients)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &client.Registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreeToNPagedLookasideList(&clients, unsafe.Pointer(client))
		wdm.ExDeleteNPagedLookasideList(&clients)
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&client.Registration)
	wdm.ExFreeToNPagedLookasideList(&clients, unsafe.Pointer(client))
	wdm.ExDeleteNPagedLookasideList(&clients)
}
