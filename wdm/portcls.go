package wdm

// PCPFNSTARTDEVICE starts an audio adapter.
// Page: portcls/nf-portcls-pcaddadapterdevice
type PCPFNSTARTDEVICE = func(deviceObject *DEVICE_OBJECT, irp *IRP, resourceList any) NTSTATUS

// PcInitializeAdapterDriver registers an audio adapter driver; the port class
// takes DriverUnload over.
// IRQL = PASSIVE_LEVEL. Page: portcls/nf-portcls-pcinitializeadapterdriver
func PcInitializeAdapterDriver(driverObject *DRIVER_OBJECT, registryPathName *UNICODE_STRING, addDevice DRIVER_ADD_DEVICE) NTSTATUS {
	return STATUS_SUCCESS
}

// PcAddAdapterDevice makes the device object of an audio adapter.
// IRQL = PASSIVE_LEVEL. Page: portcls/nf-portcls-pcaddadapterdevice
func PcAddAdapterDevice(driverObject *DRIVER_OBJECT, physicalDeviceObject *DEVICE_OBJECT, startDevice PCPFNSTARTDEVICE, maxObjects, deviceExtensionSize uint32) NTSTATUS {
	return STATUS_SUCCESS
}

// PcDispatchIrp hands a request to the port class.
// IRQL = PASSIVE_LEVEL. Page: portcls/nf-portcls-pcdispatchirp
func PcDispatchIrp(deviceObject *DEVICE_OBJECT, irp *IRP) NTSTATUS { return STATUS_SUCCESS }

// DRIVER_INITIALIZATION_DATA holds the callbacks through which a display miniport
// driver is loaded and unloaded; the others are left out.
// Page: dispmprt/ns-dispmprt-_driver_initialization_data
type DRIVER_INITIALIZATION_DATA struct {
	Version             uint32
	DxgkDdiAddDevice    func(physicalDeviceObject *DEVICE_OBJECT, miniportDeviceContext *any) NTSTATUS
	DxgkDdiStartDevice  func(miniportDeviceContext, dxgkStartInfo, dxgkrnlInterface any, numberOfVideoPresentSources, numberOfChildren *uint32) NTSTATUS
	DxgkDdiStopDevice   func(miniportDeviceContext any) NTSTATUS
	DxgkDdiRemoveDevice func(miniportDeviceContext any) NTSTATUS
	DxgkDdiUnload       func()
}

// DxgkInitialize registers a display miniport driver.
// IRQL = PASSIVE_LEVEL. Page: dispmprt/nf-dispmprt-dxgkinitialize
func DxgkInitialize(driverObject *DRIVER_OBJECT, registryPath *UNICODE_STRING, driverInitializationData *DRIVER_INITIALIZATION_DATA) NTSTATUS {
	return STATUS_SUCCESS
}

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
