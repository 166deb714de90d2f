package wdm

// HW_INITIALIZATION_DATA holds the callbacks of a Storport miniport.
// Page: storport/ns-storport-_hw_initialization_data-r1
type HW_INITIALIZATION_DATA struct {
	HwInitializationDataSize uint32
	HwInitialize             func(extension any) bool
	HwFindAdapter            func(extension, context, bus any) uint32
	HwStartIo                func(extension, request any) bool
	HwFreeAdapterResources   func(extension any)
	HwProcessServiceRequest  func(extension, irp any)
}

// StorPortInitialize registers a Storport miniport; Storport takes over DriverUnload.
// Page: storport/nf-storport-storportinitialize
func StorPortInitialize(driver *DRIVER_OBJECT, path *UNICODE_STRING, data *HW_INITIALIZATION_DATA, context any) NTSTATUS {
	return 0
}
