// Package sock is a library of synchronous sockets on top of WSK. A driver calls
// Start once, then uses any number of sockets, and calls Stop once when it has
// closed them. All functions are for PASSIVE_LEVEL.
package sock

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	events       = wsk.WSK_CLIENT_CONNECTION_DISPATCH{WskDisconnectEvent: disconnected}
	interfaceID  wdm.NPIID // stands for NPI_WSK_INTERFACE_ID
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

// Start makes the library ready. After a failure there is nothing to stop.
//
// It does not wait for the provider: a DriverEntry must not, and the drivers
// that use the library are started after the network.
func Start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("sock: no provider: %x", status)
		wsk.WskDeregister(&registration)
		return status
	}

	status = enableEvents()
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("sock: no events: %x", status)
		return status // the bug: still registered, and the provider captured
	}
	return wdm.STATUS_SUCCESS
}

// Stop undoes a successful Start.
func Stop() {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}

// enableEvents asks for disconnect events on all sockets. It has to come before
// the first socket, and takes no IRP.
func enableEvents() wdm.NTSTATUS {
	control := wsk.WSK_EVENT_CALLBACK_CONTROL{NpiId: &interfaceID, EventMask: wsk.WSK_EVENT_DISCONNECT}
	return provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_SET_STATIC_EVENT_CALLBACKS,
		unsafe.Sizeof(control), &control, 0, nil, nil, nil)
}

// Resolve looks up a name. Its list must be given to Forget.
func Resolve(node, service *wdm.UNICODE_STRING, list **wsk.ADDRINFOEXW) wdm.NTSTATUS {
	var r request

	status := r.allocate()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	r.prepare()
	provider.Dispatch.WskGetAddressInfo(provider.Client, node, service, wsk.NS_ALL, nil, nil, list, nil, nil, r.irp)
	status = r.wait()
	r.free()
	return status
}

// Forget frees a list. It goes through the provider, so it has to come before
// Stop.
func Forget(list *wsk.ADDRINFOEXW) {
	provider.Dispatch.WskFreeAddressInfo(provider.Client, list)
}
