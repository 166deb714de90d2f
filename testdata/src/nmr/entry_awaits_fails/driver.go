// Package entry_awaits_fails waits in DriverEntry for a provider, which it may meet
// while it registers, and then fails registered.
package entry_awaits_fails

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
	there  wdm.KEVENT // a provider is
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeEvent(&there, wdm.NotificationEvent, false)
	status := wdm.NmrRegisterClient(&characteristics, nil, &client)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.KeWaitForSingleObject(&there, wdm.Executive, wdm.KernelMode, false, nil)
	status = wdm.PsSetCreateProcessNotifyRoutineEx(notified, false)
	if !wdm.NT_SUCCESS(status) {
		return status // want WSK015
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
	if wdm.NT_SUCCESS(status) {
		wdm.KeSetEvent(&there, wdm.IO_NO_INCREMENT, false)
	}
	return status
}

func detach(context any) wdm.NTSTATUS {
	return wdm.STATUS_SUCCESS
}

func cleanUp(context any) {
	wdm.ExFreePool(context)
}

func notified(process *wdm.EPROCESS, id wdm.HANDLE, info *wdm.PS_CREATE_NOTIFY_INFO) {
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.PsSetCreateProcessNotifyRoutineEx(notified, true)
	if wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
}
