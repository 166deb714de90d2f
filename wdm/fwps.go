package wdm

// FWPS_CALLOUT0 describes a callout of the filtering platform.
// Page: fwpsk/ns-fwpsk-fwps_callout0_
type FWPS_CALLOUT0 struct {
	CalloutKey   GUID
	Flags        uint32
	ClassifyFn   func(inFixedValues, inMetaValues, layerData, filter any, flowContext uint64, classifyOut any)
	NotifyFn     func(notifyType int32, filterKey *GUID, filter any) NTSTATUS
	FlowDeleteFn func(layerId uint16, calloutId uint32, flowContext uint64)
}

// FwpsCalloutRegister0 registers a callout; it is owed one
// FwpsCalloutUnregisterById0 before the driver unloads.
// IRQL = PASSIVE_LEVEL. Page: fwpsk/nf-fwpsk-fwpscalloutregister0
func FwpsCalloutRegister0(deviceObject *DEVICE_OBJECT, callout *FWPS_CALLOUT0, calloutId *uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsCalloutUnregisterById0 unregisters a callout; while a flow uses it, it says
// STATUS_DEVICE_BUSY.
// IRQL = PASSIVE_LEVEL. Page: fwpsk/nf-fwpsk-fwpscalloutunregisterbyid0
func FwpsCalloutUnregisterById0(calloutId uint32) NTSTATUS { return STATUS_SUCCESS }

// FwpsInjectionHandleCreate0 makes a handle to inject data with; it is owed one
// FwpsInjectionHandleDestroy0.
// IRQL = PASSIVE_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectionhandlecreate0
func FwpsInjectionHandleCreate0(addressFamily uint16, flags uint32, injectionHandle *HANDLE) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectionHandleDestroy0 waits for injections to complete and frees the
// handle.
// IRQL = PASSIVE_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectionhandledestroy0
func FwpsInjectionHandleDestroy0(injectionHandle HANDLE) NTSTATUS { return STATUS_SUCCESS }

// FWPS_INJECT_COMPLETE0 is called once for each injection that has succeeded, at
// IRQL <= DISPATCH_LEVEL.
// Page: fwpsk/nc-fwpsk-fwps_inject_complete0
type FWPS_INJECT_COMPLETE0 = func(context any, netBufferList *NET_BUFFER_LIST, dispatchLevel bool)

// FwpsInjectNetworkSendAsync is FwpsInjectNetworkSendAsync0 by the name that leaves out the version.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectnetworksendasync0
func FwpsInjectNetworkSendAsync(injectionHandle HANDLE, injectionContext HANDLE, flags uint32, compartmentId uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectNetworkSendAsync0 injects a packet into the send path of the network layer.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectnetworksendasync0
func FwpsInjectNetworkSendAsync0(injectionHandle HANDLE, injectionContext HANDLE, flags uint32, compartmentId uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectNetworkReceiveAsync is FwpsInjectNetworkReceiveAsync0 by the name that leaves out the version.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectnetworkreceiveasync0
func FwpsInjectNetworkReceiveAsync(injectionHandle HANDLE, injectionContext HANDLE, flags uint32, compartmentId uint32, interfaceIndex uint32, subInterfaceIndex uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectNetworkReceiveAsync0 injects a packet into the receive path of the network layer.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectnetworkreceiveasync0
func FwpsInjectNetworkReceiveAsync0(injectionHandle HANDLE, injectionContext HANDLE, flags uint32, compartmentId uint32, interfaceIndex uint32, subInterfaceIndex uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectTransportSendAsync is FwpsInjectTransportSendAsync1 by the name that leaves out the version.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjecttransportsendasync1
func FwpsInjectTransportSendAsync(injectionHandle HANDLE, injectionContext HANDLE, endpointHandle uint64, flags uint32, sendArgs any, addressFamily uint16, compartmentId uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectTransportSendAsync0 injects a packet into the send path of the transport layer.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjecttransportsendasync0
func FwpsInjectTransportSendAsync0(injectionHandle HANDLE, injectionContext HANDLE, endpointHandle uint64, flags uint32, sendArgs any, addressFamily uint16, compartmentId uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectTransportSendAsync1 injects a packet into the send path of the transport layer.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjecttransportsendasync1
func FwpsInjectTransportSendAsync1(injectionHandle HANDLE, injectionContext HANDLE, endpointHandle uint64, flags uint32, sendArgs any, addressFamily uint16, compartmentId uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectTransportReceiveAsync is FwpsInjectTransportReceiveAsync0 by the name that leaves out the version.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjecttransportreceiveasync0
func FwpsInjectTransportReceiveAsync(injectionHandle HANDLE, injectionContext HANDLE, reserved any, flags uint32, addressFamily uint16, compartmentId uint32, interfaceIndex uint32, subInterfaceIndex uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectTransportReceiveAsync0 injects a packet into the receive path of the transport layer.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjecttransportreceiveasync0
func FwpsInjectTransportReceiveAsync0(injectionHandle HANDLE, injectionContext HANDLE, reserved any, flags uint32, addressFamily uint16, compartmentId uint32, interfaceIndex uint32, subInterfaceIndex uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectForwardAsync is FwpsInjectForwardAsync0 by the name that leaves out the version.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectforwardasync0
func FwpsInjectForwardAsync(injectionHandle HANDLE, injectionContext HANDLE, flags uint32, addressFamily uint16, compartmentId uint32, interfaceIndex uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectForwardAsync0 injects a packet into the forward path.
// IRQL <= DISPATCH_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectforwardasync0
func FwpsInjectForwardAsync0(injectionHandle HANDLE, injectionContext HANDLE, flags uint32, addressFamily uint16, compartmentId uint32, interfaceIndex uint32, netBufferList *NET_BUFFER_LIST, completionFn FWPS_INJECT_COMPLETE0, completionContext any) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectionHandleCreate is FwpsInjectionHandleCreate0 by the name that leaves out the
// version.
// IRQL = PASSIVE_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectionhandlecreate0
func FwpsInjectionHandleCreate(addressFamily uint16, flags uint32, injectionHandle *HANDLE) NTSTATUS {
	return STATUS_SUCCESS
}

// FwpsInjectionHandleDestroy is FwpsInjectionHandleDestroy0 by the name that leaves out the
// version.
// IRQL = PASSIVE_LEVEL. Page: fwpsk/nf-fwpsk-fwpsinjectionhandledestroy0
func FwpsInjectionHandleDestroy(injectionHandle HANDLE) NTSTATUS { return STATUS_SUCCESS }
