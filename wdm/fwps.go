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
