package wdm

// HW_INITIALIZATION_DATA holds the callbacks of a Storport physical miniport.
// Page: storport/ns-storport-_hw_initialization_data~r1
type HW_INITIALIZATION_DATA struct {
	HwInitializationDataSize uint32
	AdapterInterfaceType     int32
	HwInitialize             func(deviceExtension any) bool
	HwStartIo                func(deviceExtension, srb any) bool
	HwInterrupt              func(deviceExtension any) bool
	HwFindAdapter            HW_FIND_ADAPTER
	HwResetBus               func(deviceExtension any, pathId uint32) bool
	HwAdapterControl         func(deviceExtension any, controlType int32, parameters any) int32
	HwBuildIo                func(deviceExtension, srb any) bool
	HwFreeAdapterResources   HW_FREE_ADAPTER_RESOURCES
	HwProcessServiceRequest  func(deviceExtension, irp any)
	HwCompleteServiceIrp     func(deviceExtension any)
	HwInitializeTracing      func(arg1, arg2 any)
	HwCleanupTracing         func(arg1 any)
	DeviceExtensionSize      uint32
	NumberOfAccessRanges     uint32
}

// VIRTUAL_HW_INITIALIZATION_DATA holds the callbacks of a Storport virtual
// miniport.
// Page: storport/ns-storport-_virtual_hw_initialization_data
type VIRTUAL_HW_INITIALIZATION_DATA struct {
	HwInitializationDataSize uint32
	AdapterInterfaceType     int32
	HwInitialize             func(deviceExtension any) bool
	HwStartIo                func(deviceExtension, srb any) bool
	HwFindAdapter            VIRTUAL_HW_FIND_ADAPTER
	HwResetBus               func(deviceExtension any, pathId uint32) bool
	HwAdapterControl         func(deviceExtension any, controlType int32, parameters any) int32
	HwFreeAdapterResources   HW_FREE_ADAPTER_RESOURCES
	HwProcessServiceRequest  func(deviceExtension, irp any)
	HwCompleteServiceIrp     func(deviceExtension any)
	HwInitializeTracing      func(arg1, arg2 any)
	HwCleanupTracing         func(arg1 any)
	DeviceExtensionSize      uint32
}

// HW_FIND_ADAPTER sets up a physical adapter.
// IRQL = PASSIVE_LEVEL. Page: storport/nc-storport-hw_find_adapter
type HW_FIND_ADAPTER = func(deviceExtension, hwContext, busInformation any, argumentString string, configInfo, reserved3 any) uint32

// VIRTUAL_HW_FIND_ADAPTER sets up a virtual adapter.
// Page: storport/nc-storport-virtual_hw_find_adapter
type VIRTUAL_HW_FIND_ADAPTER = func(deviceExtension, hwContext, busInformation, lowerDevice any, argumentString string, configInfo any, again *bool) uint32

// HW_FREE_ADAPTER_RESOURCES frees an adapter's resources; it is the last callback
// for it. IRQL = PASSIVE_LEVEL.
// Page: storport/nc-storport-hw_free_adapter_resources
type HW_FREE_ADAPTER_RESOURCES = func(deviceExtension any)

// The outcomes of HW_FIND_ADAPTER that miniports name.
// Page: storport/nc-storport-hw_find_adapter
const (
	SP_RETURN_NOT_FOUND = 0
	SP_RETURN_FOUND     = 1
	SP_RETURN_ERROR     = 2
)

// StorPortInitialize registers a miniport by a pointer to either table; Storport
// takes DriverUnload over. IRQL = PASSIVE_LEVEL.
// Page: storport/nf-storport-storportinitialize
func StorPortInitialize(argument1 *DRIVER_OBJECT, argument2 *UNICODE_STRING, hwInitializationData any, hwContext any) uint32 {
	return 0
}
