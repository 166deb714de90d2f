package wdm

// NDIS_HANDLE is a handle of NDIS, or a context of the driver's.
// Page: network/ndis-drivers
type NDIS_HANDLE = any

// NDIS_STATUS is the result of NDIS functions; its values are those of NTSTATUS.
// Page: kernel/using-ntstatus-values
type NDIS_STATUS = NTSTATUS

// The results of NDIS functions that have names of their own.
// Page: kernel/using-ntstatus-values
const (
	NDIS_STATUS_SUCCESS   NDIS_STATUS = STATUS_SUCCESS
	NDIS_STATUS_PENDING   NDIS_STATUS = STATUS_PENDING
	NDIS_STATUS_FAILURE   NDIS_STATUS = STATUS_UNSUCCESSFUL
	NDIS_STATUS_RESOURCES NDIS_STATUS = STATUS_INSUFFICIENT_RESOURCES
)

// NDIS_OBJECT_HEADER tells the type and revision of a structure.
// Page: network/ndis-object-version-issues-for-wmi
type NDIS_OBJECT_HEADER struct {
	Type     uint8
	Revision uint8
	Size     uint16
}

// NET_BUFFER_LIST is a list of packets.
// Page: nbl/ns-nbl-net_buffer_list
type NET_BUFFER_LIST struct {
	Next *NET_BUFFER_LIST
}

// NDIS_OID_REQUEST is a query or setting.
// Page: oidrequest/ns-oidrequest-ndis_oid_request
type NDIS_OID_REQUEST struct {
	Header      NDIS_OBJECT_HEADER
	RequestType int32
	RequestId   any
}

// NDIS_HALT_ACTION tells why an adapter is halted.
// IRQL = PASSIVE_LEVEL. Page: ndis/nc-ndis-miniport_halt
type NDIS_HALT_ACTION int32

// The reasons to halt an adapter.
// Page: ndis/nc-ndis-miniport_halt
const (
	NdisHaltDeviceDisabled NDIS_HALT_ACTION = iota
	NdisHaltDeviceInstanceDeInitialized
	NdisHaltDevicePoweredDown
	NdisHaltDeviceSurpriseRemoved
	NdisHaltDeviceFailed
	NdisHaltDeviceInitializationFailed
	NdisHaltDeviceStopped
)

// NDIS_SHUTDOWN_ACTION tells why the system shuts an adapter down.
// Page: ndis/nc-ndis-miniport_shutdown
type NDIS_SHUTDOWN_ACTION = int32

// The reasons to shut an adapter down.
// Page: ndis/nc-ndis-miniport_shutdown
const (
	NdisShutdownPowerOff NDIS_SHUTDOWN_ACTION = iota
	NdisShutdownBugCheck
)

// NDIS_MINIPORT_INIT_PARAMETERS describes the adapter to initialize.
// Page: ndis/ns-ndis-_ndis_miniport_init_parameters
type NDIS_MINIPORT_INIT_PARAMETERS struct {
	Header                   NDIS_OBJECT_HEADER
	Flags                    uint32
	AllocatedResources       any
	IMDeviceInstanceContext  NDIS_HANDLE
	MiniportAddDeviceContext NDIS_HANDLE
	IfIndex                  uint32
	NetLuid                  uint64
}

// SET_OPTIONS registers a driver's optional functions.
// IRQL = PASSIVE_LEVEL. Page: ndis/nc-ndis-set_options
type SET_OPTIONS = func(ndisDriverHandle, driverContext NDIS_HANDLE) NDIS_STATUS

// MINIPORT_INITIALIZE initializes an adapter.
// IRQL = PASSIVE_LEVEL. Page: ndis/nc-ndis-miniport_initialize
type MINIPORT_INITIALIZE = func(ndisMiniportHandle, miniportDriverContext NDIS_HANDLE, miniportInitParameters *NDIS_MINIPORT_INIT_PARAMETERS) NDIS_STATUS

// MINIPORT_HALT undoes MINIPORT_INITIALIZE, for each adapter it succeeded for.
// IRQL = PASSIVE_LEVEL. Page: ndis/nc-ndis-miniport_halt
type MINIPORT_HALT = func(miniportAdapterContext NDIS_HANDLE, haltAction NDIS_HALT_ACTION)

// MINIPORT_UNLOAD undoes DriverEntry; it calls NdisMDeregisterMiniportDriver.
// IRQL = PASSIVE_LEVEL. Page: ndis/nc-ndis-miniport_unload
type MINIPORT_UNLOAD = func(driverObject *DRIVER_OBJECT)

// NDIS_MINIPORT_DRIVER_CHARACTERISTICS holds a miniport driver's callbacks.
// Page: ndis/ns-ndis-_ndis_miniport_driver_characteristics
type NDIS_MINIPORT_DRIVER_CHARACTERISTICS struct {
	Header                      NDIS_OBJECT_HEADER
	MajorNdisVersion            uint8
	MinorNdisVersion            uint8
	MajorDriverVersion          uint8
	MinorDriverVersion          uint8
	Flags                       uint32
	SetOptionsHandler           SET_OPTIONS
	InitializeHandlerEx         MINIPORT_INITIALIZE
	HaltHandlerEx               MINIPORT_HALT
	UnloadHandler               MINIPORT_UNLOAD
	PauseHandler                func(miniportAdapterContext NDIS_HANDLE, pauseParameters any) NDIS_STATUS
	RestartHandler              func(miniportAdapterContext NDIS_HANDLE, restartParameters any) NDIS_STATUS
	OidRequestHandler           func(miniportAdapterContext NDIS_HANDLE, oidRequest *NDIS_OID_REQUEST) NDIS_STATUS
	SendNetBufferListsHandler   func(miniportAdapterContext NDIS_HANDLE, netBufferList *NET_BUFFER_LIST, portNumber, sendFlags uint32)
	ReturnNetBufferListsHandler func(miniportAdapterContext NDIS_HANDLE, netBufferLists *NET_BUFFER_LIST, returnFlags uint32)
	CancelSendHandler           func(miniportAdapterContext NDIS_HANDLE, cancelId any)
	CheckForHangHandlerEx       func(miniportAdapterContext NDIS_HANDLE) bool
	ResetHandlerEx              func(miniportAdapterContext NDIS_HANDLE, addressingReset *bool) NDIS_STATUS
	DevicePnPEventNotifyHandler func(miniportAdapterContext NDIS_HANDLE, netDevicePnPEvent any)
	ShutdownHandlerEx           func(miniportAdapterContext NDIS_HANDLE, shutdownAction NDIS_SHUTDOWN_ACTION)
	CancelOidRequestHandler     func(miniportAdapterContext NDIS_HANDLE, requestId any)
}

// NdisMRegisterMiniportDriver registers a miniport driver; NDIS takes DriverUnload
// over, and NdisMDeregisterMiniportDriver is owed.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndismregisterminiportdriver
func NdisMRegisterMiniportDriver(driverObject *DRIVER_OBJECT, registryPath *UNICODE_STRING, miniportDriverContext NDIS_HANDLE, miniportDriverCharacteristics *NDIS_MINIPORT_DRIVER_CHARACTERISTICS, ndisMiniportDriverHandle *NDIS_HANDLE) NDIS_STATUS {
	return NDIS_STATUS_SUCCESS
}

// NdisMDeregisterMiniportDriver unregisters a miniport driver.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndismderegisterminiportdriver
func NdisMDeregisterMiniportDriver(ndisMiniportDriverHandle NDIS_HANDLE) {}

// NdisMSetMiniportAttributes describes an adapter to NDIS.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndismsetminiportattributes
func NdisMSetMiniportAttributes(ndisMiniportHandle NDIS_HANDLE, miniportAttributes any) NDIS_STATUS {
	return NDIS_STATUS_SUCCESS
}

// NdisRegisterDeviceEx makes a device object; it is owed one
// NdisDeregisterDeviceEx.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisregisterdeviceex
func NdisRegisterDeviceEx(ndisHandle NDIS_HANDLE, deviceObjectAttributes *NDIS_DEVICE_OBJECT_ATTRIBUTES, deviceObject **DEVICE_OBJECT, ndisDeviceHandle *NDIS_HANDLE) NDIS_STATUS {
	return NDIS_STATUS_SUCCESS
}

// NdisDeregisterDeviceEx deletes such a device object.
// IRQL = PASSIVE_LEVEL. Page: ndis/nf-ndis-ndisderegisterdeviceex
func NdisDeregisterDeviceEx(ndisDeviceHandle NDIS_HANDLE) {}

// NDIS_DEVICE_OBJECT_ATTRIBUTES describes the device object to make.
// Page: ndis/ns-ndis-_ndis_device_object_attributes
type NDIS_DEVICE_OBJECT_ATTRIBUTES struct {
	Header            NDIS_OBJECT_HEADER
	DeviceName        *UNICODE_STRING
	SymbolicName      *UNICODE_STRING
	MajorFunctions    *[IRP_MJ_MAXIMUM_FUNCTION + 1]DRIVER_DISPATCH
	ExtensionSize     uint32
	DefaultSDDLString *UNICODE_STRING
	DeviceClassGuid   *GUID
}

// NdisAllocateIoWorkItem allocates a work item, or is nil; it is owed one
// NdisFreeIoWorkItem.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisallocateioworkitem
func NdisAllocateIoWorkItem(ndisObjectHandle NDIS_HANDLE) NDIS_HANDLE { return nil }

// NdisQueueIoWorkItem has a system thread run a routine, later.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisqueueioworkitem
func NdisQueueIoWorkItem(ndisIoWorkItemHandle NDIS_HANDLE, routine func(workItemContext any, ndisIoWorkItemHandle NDIS_HANDLE), workItemContext any) {
}

// NdisFreeIoWorkItem frees a work item that is not queued.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfreeioworkitem
func NdisFreeIoWorkItem(ndisIoWorkItemHandle NDIS_HANDLE) {}

// NDIS_TIMER_CHARACTERISTICS describes a timer.
// Page: ndis/ns-ndis-_ndis_timer_characteristics
type NDIS_TIMER_CHARACTERISTICS struct {
	Header          NDIS_OBJECT_HEADER
	AllocationTag   uint32
	TimerFunction   NDIS_TIMER_FUNCTION
	FunctionContext any
}

// NDIS_TIMER_FUNCTION is what a timer runs.
// IRQL = DISPATCH_LEVEL. Page: ndis/nc-ndis-ndis_timer_function
type NDIS_TIMER_FUNCTION = func(systemSpecific1, functionContext, systemSpecific2, systemSpecific3 any)

// NdisAllocateTimerObject allocates a timer; it is owed one NdisFreeTimerObject.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisallocatetimerobject
func NdisAllocateTimerObject(ndisHandle NDIS_HANDLE, timerCharacteristics *NDIS_TIMER_CHARACTERISTICS, timerObject *NDIS_HANDLE) NDIS_STATUS {
	return NDIS_STATUS_SUCCESS
}

// NdisSetTimerObject sets a timer.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndissettimerobject
func NdisSetTimerObject(timerObject NDIS_HANDLE, dueTime LARGE_INTEGER, millisecondsPeriod uint32, functionContext any) bool {
	return false
}

// NdisCancelTimerObject cancels a timer; its function may be running. IRQL <=
// DISPATCH_LEVEL.
// Page: ndis/nf-ndis-ndiscanceltimerobject
func NdisCancelTimerObject(timerObject NDIS_HANDLE) bool { return false }

// NdisFreeTimerObject frees a timer that is not set.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisfreetimerobject
func NdisFreeTimerObject(timerObject NDIS_HANDLE) {}
