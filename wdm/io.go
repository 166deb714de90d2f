package wdm

import "unsafe"

// DRIVER_OBJECT represents a loaded driver; DriverEntry fills its callbacks in.
// Page: wdm/ns-wdm-_driver_object
type DRIVER_OBJECT struct {
	DeviceObject    *DEVICE_OBJECT
	Flags           uint32
	DriverStart     unsafe.Pointer
	DriverSize      uint32
	DriverSection   unsafe.Pointer
	DriverExtension *DRIVER_EXTENSION
	DriverName      UNICODE_STRING
	FastIoDispatch  unsafe.Pointer
	DriverInit      DRIVER_INITIALIZE
	DriverStartIo   func(deviceObject *DEVICE_OBJECT, irp *IRP)
	DriverUnload    DRIVER_UNLOAD
	MajorFunction   [IRP_MJ_MAXIMUM_FUNCTION + 1]DRIVER_DISPATCH
}

// DRIVER_EXTENSION holds AddDevice.
// Page: wdm/ns-wdm-_driver_object
type DRIVER_EXTENSION struct {
	AddDevice DRIVER_ADD_DEVICE
}

// DEVICE_OBJECT represents a device; DeviceExtension is the driver's own.
// Page: wdm/ns-wdm-_device_object
type DEVICE_OBJECT struct {
	DriverObject         *DRIVER_OBJECT
	NextDevice           *DEVICE_OBJECT
	AttachedDevice       *DEVICE_OBJECT
	CurrentIrp           *IRP
	Flags                uint32
	Characteristics      uint32
	DeviceExtension      any
	DeviceType           uint32
	StackSize            int8
	AlignmentRequirement uint32
}

// FILE_OBJECT represents an open file or device.
// Page: wdm/ns-wdm-_file_object
type FILE_OBJECT struct {
	DeviceObject *DEVICE_OBJECT
	FsContext    any
	FsContext2   any
	FinalStatus  NTSTATUS
	ReadAccess   bool
	WriteAccess  bool
	DeleteAccess bool
	Flags        uint32
	FileName     UNICODE_STRING
}

// DRIVER_INITIALIZE is DriverEntry; after a failure Unload is not called.
// IRQL = PASSIVE_LEVEL. Page: wdm/nc-wdm-driver_initialize
type DRIVER_INITIALIZE = func(driverObject *DRIVER_OBJECT, registryPath *UNICODE_STRING) NTSTATUS

// DRIVER_UNLOAD undoes what DriverEntry did, before the image goes.
// IRQL = PASSIVE_LEVEL. Page: wdm/nc-wdm-driver_unload
type DRIVER_UNLOAD = func(driverObject *DRIVER_OBJECT)

// DRIVER_DISPATCH serves a kind of request.
// IRQL = PASSIVE_LEVEL. Page: wdm/nc-wdm-driver_dispatch
type DRIVER_DISPATCH = func(deviceObject *DEVICE_OBJECT, irp *IRP) NTSTATUS

// DRIVER_ADD_DEVICE makes a device object for a new device.
// IRQL = PASSIVE_LEVEL. Page: wdm/nc-wdm-driver_add_device
type DRIVER_ADD_DEVICE = func(driverObject *DRIVER_OBJECT, physicalDeviceObject *DEVICE_OBJECT) NTSTATUS

// The kinds of request, which index MajorFunction.
// Page: kernel/irp-major-function-codes
const (
	IRP_MJ_CREATE                   = 0x00
	IRP_MJ_CREATE_NAMED_PIPE        = 0x01
	IRP_MJ_CLOSE                    = 0x02
	IRP_MJ_READ                     = 0x03
	IRP_MJ_WRITE                    = 0x04
	IRP_MJ_QUERY_INFORMATION        = 0x05
	IRP_MJ_SET_INFORMATION          = 0x06
	IRP_MJ_QUERY_EA                 = 0x07
	IRP_MJ_SET_EA                   = 0x08
	IRP_MJ_FLUSH_BUFFERS            = 0x09
	IRP_MJ_QUERY_VOLUME_INFORMATION = 0x0a
	IRP_MJ_SET_VOLUME_INFORMATION   = 0x0b
	IRP_MJ_DIRECTORY_CONTROL        = 0x0c
	IRP_MJ_FILE_SYSTEM_CONTROL      = 0x0d
	IRP_MJ_DEVICE_CONTROL           = 0x0e
	IRP_MJ_INTERNAL_DEVICE_CONTROL  = 0x0f
	IRP_MJ_SHUTDOWN                 = 0x10
	IRP_MJ_LOCK_CONTROL             = 0x11
	IRP_MJ_CLEANUP                  = 0x12
	IRP_MJ_CREATE_MAILSLOT          = 0x13
	IRP_MJ_QUERY_SECURITY           = 0x14
	IRP_MJ_SET_SECURITY             = 0x15
	IRP_MJ_POWER                    = 0x16
	IRP_MJ_SYSTEM_CONTROL           = 0x17
	IRP_MJ_DEVICE_CHANGE            = 0x18
	IRP_MJ_QUERY_QUOTA              = 0x19
	IRP_MJ_SET_QUOTA                = 0x1a
	IRP_MJ_PNP                      = 0x1b
	IRP_MJ_MAXIMUM_FUNCTION         = 0x1b
)

// The minor codes of IRP_MJ_PNP.
// Page: kernel/irp-mj-pnp
const (
	IRP_MN_START_DEVICE                = 0x00
	IRP_MN_QUERY_REMOVE_DEVICE         = 0x01
	IRP_MN_REMOVE_DEVICE               = 0x02
	IRP_MN_CANCEL_REMOVE_DEVICE        = 0x03
	IRP_MN_STOP_DEVICE                 = 0x04
	IRP_MN_QUERY_STOP_DEVICE           = 0x05
	IRP_MN_CANCEL_STOP_DEVICE          = 0x06
	IRP_MN_QUERY_DEVICE_RELATIONS      = 0x07
	IRP_MN_QUERY_INTERFACE             = 0x08
	IRP_MN_QUERY_CAPABILITIES          = 0x09
	IRP_MN_QUERY_RESOURCES             = 0x0a
	IRP_MN_QUERY_RESOURCE_REQUIREMENTS = 0x0b
	IRP_MN_QUERY_ID                    = 0x13
	IRP_MN_QUERY_PNP_DEVICE_STATE      = 0x14
	IRP_MN_SURPRISE_REMOVAL            = 0x17
)

// The minor codes of IRP_MJ_POWER.
// Page: kernel/irp-mj-power
const (
	IRP_MN_WAIT_WAKE      = 0x00
	IRP_MN_POWER_SEQUENCE = 0x01
	IRP_MN_SET_POWER      = 0x02
	IRP_MN_QUERY_POWER    = 0x03
)

// The types of device that drivers of WSK clients say.
// Page: kernel/specifying-device-types
const (
	FILE_DEVICE_DISK    = 0x00000007
	FILE_DEVICE_NETWORK = 0x00000012
	FILE_DEVICE_UNKNOWN = 0x00000022
)

// FILE_DEVICE_SECURE_OPEN has the device's security guard what it contains.
// Page: kernel/specifying-device-characteristics
const FILE_DEVICE_SECURE_OPEN = 0x00000100

// The flags of a DEVICE_OBJECT.
// Page: kernel/initializing-a-device-object
const (
	DO_BUFFERED_IO         = 0x00000004
	DO_EXCLUSIVE           = 0x00000008
	DO_DIRECT_IO           = 0x00000010
	DO_DEVICE_INITIALIZING = 0x00000080
	DO_POWER_PAGABLE       = 0x00002000
)

// The ways a device control request passes its buffers.
// Page: kernel/defining-i-o-control-codes
const (
	METHOD_BUFFERED   = 0
	METHOD_IN_DIRECT  = 1
	METHOD_OUT_DIRECT = 2
	METHOD_NEITHER    = 3
)

// The access that a device control request asks for.
// Page: kernel/defining-i-o-control-codes
const (
	FILE_ANY_ACCESS   = 0
	FILE_READ_ACCESS  = 1
	FILE_WRITE_ACCESS = 2
)

// CTL_CODE makes a control code.
// Page: kernel/defining-i-o-control-codes
func CTL_CODE(deviceType, function, method, access uint32) uint32 {
	return deviceType<<16 | access<<14 | function<<2 | method
}
