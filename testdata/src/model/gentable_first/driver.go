// Package gentable_first is the same, but takes the first out alone.
package gentable_first

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	clients  wdm.RTL_GENERIC_TABLE
)

// CLIENT is one registration.
type CLIENT struct {
	Registration wsk.WSK_REGISTRATION
	Number       uint32
}

// ENTRY is an element of the table.
type ENTRY struct {
	Number uint32
	Client *CLIENT
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	wdm.RtlInitializeGenericTable(&clients, compare, allocate, free, nil)
	driver.DriverUnload = unload
	add(1)
	add(2)
	return wdm.STATUS_SUCCESS
}

func compare(table *wdm.RTL_GENERIC_TABLE, first, second unsafe.Pointer) wdm.RTL_GENERIC_COMPARE_RESULTS {
	a, b := (*ENTRY)(first), (*ENTRY)(second)
	if a.Number < b.Number {
		return wdm.GenericLessThan
	}
	if a.Number > b.Number {
		return wdm.GenericGreaterThan
	}
	return wdm.GenericEqual
}

func allocate(table *wdm.RTL_GENERIC_TABLE, byteSize uint32) unsafe.Pointer {
	return wdm.ExAllocatePool2(wdm.POOL_FLAG_PAGED, uintptr(byteSize), 0x6b73774b)
}

func free(table *wdm.RTL_GENERIC_TABLE, buffer unsafe.Pointer) { wdm.ExFreePool(buffer) }

func add(number uint32) {
	client := (*CLIENT)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(CLIENT{}), 0x6b73774b))
	if client == nil {
		return
	}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if !wdm.NT_SUCCESS(wsk.WskRegister(&npi, &client.Registration)) {
		wdm.ExFreePool(unsafe.Pointer(client))
		return
	}
	entry := ENTRY{Number: number, Client: client}
	if wdm.RtlInsertElementGenericTable(&clients, &entry, uint32(unsafe.Sizeof(entry)), nil) == nil {
		wsk.WskDeregister(&client.Registration)
		wdm.ExFreePool(unsafe.Pointer(client))
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if !wdm.RtlIsGenericTableEmpty(&clients) {
		entry := (*ENTRY)(wdm.RtlGetElementGenericTable(&clients, 0))
		client := entry.Client
		wdm.RtlDeleteElementGenericTable(&clients, unsafe.Pointer(entry))
		wsk.WskDeregister(&client.Registration)
		wdm.ExFreePool(unsafe.Pointer(client))
	}
} // want WSK001
