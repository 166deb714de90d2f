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
