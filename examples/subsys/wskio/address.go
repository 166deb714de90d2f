package wskio

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// addresses is what the name was last resolved to, or nil.
var addresses *wsk.ADDRINFOEXW

// resolve fills the cache if it is empty. The lock is held.
func resolve() wdm.NTSTATUS {
	if addresses != nil {
		return wdm.STATUS_SUCCESS
	}

	var list *wsk.ADDRINFOEXW
	call.prepare()
	provider.Dispatch.WskGetAddressInfo(provider.Client, &host, &service, wsk.NS_ALL, nil, nil, &list, nil, nil, call.irp)
	status := call.wait()
	if wdm.NT_SUCCESS(status) {
		addresses = list
	}
	return status
}

// forget empties the cache. The lock is held.
func forget() {
	if addresses == nil {
		return
	}
	// Send calls this with the provider captured, Deactivate only after it has
	// released it. To mend it, let Deactivate forget first and then release.
	provider.Dispatch.WskFreeAddressInfo(provider.Client, addresses) // want WSK002
	addresses = nil
}
