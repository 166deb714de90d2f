// Package detach_later_twice says twice in a work item that it has left its provider.
package detach_later_twice

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
	item   *wdm.IO_WORKITEM
	device *wdm.DEVICE_OBJECT
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	item = wdm.IoAllocateWorkItem(device)
	if item == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status := wdm.NmrRegisterClient(&characteristics, nil, &client)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoFreeWorkItem(item)
	}
	return status
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
	wdm.IoQueueWorkItem(item, leave, wdm.DelayedWorkQueue, context)
	return wdm.STATUS_PENDING
}

// leave says that no call of the provider is in progress any more.
func leave(object *wdm.DEVICE_OBJECT, context any) {
	handle := context.(*binding).handle
	wdm.NmrClientDetachProviderComplete(handle)
	wdm.NmrClientDetachProviderComplete(handle) // want WSK008
}

func cleanUp(context any) {
	wdm.ExFreePool(context)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
	wdm.IoFreeWorkItem(item)
}
