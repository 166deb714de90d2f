// Package detach_busy_ok leaves its provider later only while it calls it.
package detach_busy_ok

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
	busy   int32 // calls in progress
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
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
	if busy > 0 {
		return wdm.STATUS_PENDING
	}
	return wdm.STATUS_SUCCESS
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	busy++
	wdm.DbgPrint("nmr: a call")
	busy--
	return wdm.STATUS_SUCCESS
}

func cleanUp(context any) {
	wdm.ExFreePool(context)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
}
