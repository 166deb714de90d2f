package wdm

// Access rights to files.
// Page: kernel/access-mask
const (
	FILE_READ_DATA        = 0x0001
	FILE_LIST_DIRECTORY   = 0x0001
	FILE_WRITE_DATA       = 0x0002
	FILE_APPEND_DATA      = 0x0004
	FILE_READ_EA          = 0x0008
	FILE_WRITE_EA         = 0x0010
	FILE_EXECUTE          = 0x0020
	FILE_READ_ATTRIBUTES  = 0x0080
	FILE_WRITE_ATTRIBUTES = 0x0100
	FILE_ALL_ACCESS       = 0x1f01ff
	FILE_GENERIC_READ     = 0x120089
	FILE_GENERIC_WRITE    = 0x120116

	DELETE       ACCESS_MASK = 0x00010000
	READ_CONTROL ACCESS_MASK = 0x00020000
)

// How files are shared, opened and made.
// Page: wdm/nf-wdm-zwcreatefile
const (
	FILE_SHARE_READ   = 0x1
	FILE_SHARE_WRITE  = 0x2
	FILE_SHARE_DELETE = 0x4

	FILE_SUPERSEDE    = 0
	FILE_OPEN         = 1
	FILE_CREATE       = 2
	FILE_OPEN_IF      = 3
	FILE_OVERWRITE    = 4
	FILE_OVERWRITE_IF = 5

	FILE_OPENED  = 1
	FILE_CREATED = 2

	FILE_DIRECTORY_FILE            = 0x0001
	FILE_WRITE_THROUGH             = 0x0002
	FILE_SEQUENTIAL_ONLY           = 0x0004
	FILE_NO_INTERMEDIATE_BUFFERING = 0x0008
	FILE_SYNCHRONOUS_IO_ALERT      = 0x0010
	FILE_SYNCHRONOUS_IO_NONALERT   = 0x0020
	FILE_NON_DIRECTORY_FILE        = 0x0040
	FILE_RANDOM_ACCESS             = 0x0800
	FILE_DELETE_ON_CLOSE           = 0x1000

	FILE_ATTRIBUTE_READONLY  = 0x01
	FILE_ATTRIBUTE_HIDDEN    = 0x02
	FILE_ATTRIBUTE_SYSTEM    = 0x04
	FILE_ATTRIBUTE_DIRECTORY = 0x10
	FILE_ATTRIBUTE_NORMAL    = 0x80
)

// Access rights to keys of the registry, and the types of its values.
// Page: wdm/nf-wdm-zwcreatekey
const (
	KEY_QUERY_VALUE = 0x0001
	KEY_SET_VALUE   = 0x0002
	KEY_READ        = 0x20019
	KEY_WRITE       = 0x20006
	KEY_ALL_ACCESS  = 0xf003f

	REG_OPTION_NON_VOLATILE = 0
	REG_OPTION_VOLATILE     = 1

	REG_NONE      = 0
	REG_SZ        = 1
	REG_EXPAND_SZ = 2
	REG_BINARY    = 3
	REG_DWORD     = 4
	REG_MULTI_SZ  = 7
	REG_QWORD     = 11
)

// Types of device besides those that WSK clients make.
// Page: kernel/specifying-device-types
const (
	FILE_DEVICE_DISK_FILE_SYSTEM    = 0x00000008
	FILE_DEVICE_FILE_SYSTEM         = 0x00000009
	FILE_DEVICE_NAMED_PIPE          = 0x00000011
	FILE_DEVICE_NETWORK_FILE_SYSTEM = 0x00000014
	FILE_DEVICE_NULL                = 0x00000015
	FILE_DEVICE_PHYSICAL_NETCARD    = 0x00000017
	FILE_DEVICE_TRANSPORT           = 0x00000021
	FILE_DEVICE_BUS_EXTENDER        = 0x0000002a
)

// Minor functions besides those of the life of a device.
// Page: kernel/plug-and-play-minor-irps
const (
	IRP_MN_FILTER_RESOURCE_REQUIREMENTS = 0x0d
	IRP_MN_READ_CONFIG                  = 0x0f
	IRP_MN_WRITE_CONFIG                 = 0x10
	IRP_MN_EJECT                        = 0x11
	IRP_MN_SET_LOCK                     = 0x12
	IRP_MN_QUERY_DEVICE_TEXT            = 0x0c
	IRP_MN_QUERY_BUS_INFORMATION        = 0x15
	IRP_MN_DEVICE_USAGE_NOTIFICATION    = 0x16
)

// Sizes of memory.
// Page: kernel/allocating-system-space-memory
const (
	PAGE_SIZE  = 0x1000
	PAGE_SHIFT = 12
)

// How completion routines are asked for, and how threads are boosted.
// Page: wdm/nf-wdm-iocompleterequest
const (
	IO_DISK_INCREMENT  = 1
	IO_MOUSE_INCREMENT = 6
	IO_SOUND_INCREMENT = 8

	LOW_PRIORITY          = 0
	LOW_REALTIME_PRIORITY = 16
	HIGH_PRIORITY         = 31
	MAXIMUM_PRIORITY      = 32
)

// Results of NDIS functions besides those of NTSTATUS.
// Page: kernel/using-ntstatus-values
const (
	NDIS_STATUS_NOT_SUPPORTED     NDIS_STATUS = STATUS_NOT_SUPPORTED
	NDIS_STATUS_INVALID_PARAMETER NDIS_STATUS = STATUS_INVALID_PARAMETER
	NDIS_STATUS_NOT_ACCEPTED      NDIS_STATUS = 0x00010003
	NDIS_STATUS_BAD_VERSION       NDIS_STATUS = -0x40000000 + 0x010004
	NDIS_STATUS_ADAPTER_NOT_FOUND NDIS_STATUS = -0x40000000 + 0x010006
	NDIS_STATUS_CLOSING           NDIS_STATUS = -0x40000000 + 0x010002
	NDIS_STATUS_INVALID_LENGTH    NDIS_STATUS = -0x40000000 + 0x010014
	NDIS_STATUS_INVALID_DATA      NDIS_STATUS = -0x40000000 + 0x010015
	NDIS_STATUS_BUFFER_TOO_SHORT  NDIS_STATUS = -0x40000000 + 0x010016
	NDIS_STATUS_INVALID_OID       NDIS_STATUS = -0x40000000 + 0x010017
	NDIS_STATUS_ADAPTER_REMOVED   NDIS_STATUS = -0x40000000 + 0x010018
)

// Priorities of allocation, and other flags of the pool.
// Page: wdm/ne-wdm-_pool_type
const (
	POOL_RAISE_IF_ALLOCATION_FAILURE           = 16
	NonPagedPoolExecute                        = NonPagedPool
	NonPagedPoolCacheAligned         POOL_TYPE = 4
	PagedPoolCacheAligned            POOL_TYPE = 5
)
