// Package provider_late releases its security descriptor when it cleans up, and has
// left its provider by then.
package provider_late

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
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
	plain  wdm.SECURITY_DESCRIPTOR
	cached *wdm.SECURITY_DESCRIPTOR
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
	if wdm.NT_SUCCESS(status) {
		b.dispatch.(*wsk.WSK_PROVIDER_DISPATCH).WskControlClient(b.provider.(*wsk.WSK_CLIENT), wsk.WSK_CACHE_SD, unsafe.Sizeof(plain), &plain, unsafe.Sizeof(cached), &cached, nil, nil)
	}
	return status
}

func detach(context any) wdm.NTSTATUS {
	return wdm.STATUS_SUCCESS
}

func cleanUp(context any) {
	b := context.(*binding)
	if cached != nil {
		b.dispatch.(*wsk.WSK_PROVIDER_DISPATCH).WskControlClient(b.provider.(*wsk.WSK_CLIENT), wsk.WSK_RELEASE_SD, unsafe.Sizeof(cached), &cached, 0, nil, nil, nil) // want WSK002
		cached = nil
	}
	wdm.ExFreePool(b)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if wdm.NmrDeregisterClient(client) == wdm.STATUS_PENDING {
		wdm.NmrWaitForClientDeregisterComplete(client)
	}
}
