// Package detach_early_ok has left its provider before it says that it will.
package detach_early_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
)

// binding is what the client knows of the provider that it is attached to.
type binding struct {
	handle   wdm.HANDLE
	provider any
	dispatch any
}

var (
	characteristics = wdm.NPI_CLIENT_CHARACTERISTICS{
		ClientAttachProvider:        attach,
		ClientDetachProvider:        detach,
		ClientCleanupBindingContext: cleanUp,
	}
	client wdm.HANDLE
	table  struct{}
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	return wdm.NmrRegisterClient(&characteristics, nil, &client)
}

func attach(handle wdm.HANDLE, context any, provider *wdm.NPI_REGISTRATION_INSTANCE) wdm.NTSTATUS {
	b := (*binding)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(binding{}), 0))
	if b == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	b.handle = handle
	status := wdm.NmrClientAttachProvider(handle, b, &table, &b.provider, &b.dispatch)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePool(b)
	}
	return status
}

func detach(context any) wdm.NTSTATUS {
	wdm.NmrClientDetachProviderComplete(context.(*binding).handle)
	return wdm.STATUS_PENDING
}

func cleanUp(context any) {
	wdm.ExFreePool(context)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
}
