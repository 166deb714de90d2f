// Package wdm declares the part of the Windows driver model that clients of
// Winsock Kernel use, under its own names, so that a driver can be modelled in Go
// and the model compiles.
//
// Nothing runs here: functions that only the system can carry out have a body that
// returns zero. Those whose effect is a few words of the documentation, such as
// the interlocked operations, have a body that does it. Each declaration names its
// page in the documentation of the driver interfaces, as folder/page.
package wdm

// NTSTATUS is a status: negative for failures, and warnings; a success or an
// information otherwise.
// Page: kernel/using-ntstatus-values
type NTSTATUS int32

// Statuses that WSK clients meet.
// Page: kernel/using-ntstatus-values
const (
	STATUS_SUCCESS                  NTSTATUS = 0
	STATUS_WAIT_1                   NTSTATUS = 1
	STATUS_ALERTED                  NTSTATUS = 0x101
	STATUS_TIMEOUT                  NTSTATUS = 0x102
	STATUS_PENDING                  NTSTATUS = 0x103
	STATUS_EVENT_PENDING            NTSTATUS = 0x40000013
	STATUS_BUFFER_OVERFLOW          NTSTATUS = -0x7FFFFFFB
	STATUS_UNSUCCESSFUL             NTSTATUS = -0x3FFFFFFF
	STATUS_NOT_IMPLEMENTED          NTSTATUS = -0x3FFFFFFE
	STATUS_INVALID_PARAMETER        NTSTATUS = -0x3FFFFFF3
	STATUS_NO_SUCH_DEVICE           NTSTATUS = -0x3FFFFFF2
	STATUS_INVALID_DEVICE_REQUEST   NTSTATUS = -0x3FFFFFF0
	STATUS_MORE_PROCESSING_REQUIRED NTSTATUS = -0x3FFFFFEA
	STATUS_NO_MEMORY                NTSTATUS = -0x3FFFFFE9
	STATUS_BUFFER_TOO_SMALL         NTSTATUS = -0x3FFFFFDD
	STATUS_DELETE_PENDING           NTSTATUS = -0x3FFFFFAA
	STATUS_INSUFFICIENT_RESOURCES   NTSTATUS = -0x3FFFFF66
	STATUS_DEVICE_NOT_READY         NTSTATUS = -0x3FFFFF5D
	STATUS_FILE_FORCED_CLOSED       NTSTATUS = -0x3FFFFF4A
	STATUS_IO_TIMEOUT               NTSTATUS = -0x3FFFFF4B
	STATUS_NOT_SUPPORTED            NTSTATUS = -0x3FFFFF45
	STATUS_REQUEST_NOT_ACCEPTED     NTSTATUS = -0x3FFFFF30
	STATUS_CANCELLED                NTSTATUS = -0x3FFFFEE0
	STATUS_DEVICE_BUSY              NTSTATUS = -0x7FFFFFEF
	STATUS_INVALID_DEVICE_STATE     NTSTATUS = -0x3FFFFE7C
	STATUS_CONNECTION_DISCONNECTED  NTSTATUS = -0x3FFFFDF4
	STATUS_CONNECTION_RESET         NTSTATUS = -0x3FFFFDF3
	STATUS_NOT_FOUND                NTSTATUS = -0x3FFFFDDB
	STATUS_RETRY                    NTSTATUS = -0x3FFFFDD3
	STATUS_CONNECTION_REFUSED       NTSTATUS = -0x3FFFFDCA
	STATUS_CONNECTION_INVALID       NTSTATUS = -0x3FFFFDC6
	STATUS_CONNECTION_ACTIVE        NTSTATUS = -0x3FFFFDC5
	STATUS_NETWORK_UNREACHABLE      NTSTATUS = -0x3FFFFDC4
	STATUS_CONNECTION_ABORTED       NTSTATUS = -0x3FFFFDBF
	STATUS_NO_MATCH                 NTSTATUS = -0x3FFFFD8E
	STATUS_NOINTERFACE              NTSTATUS = -0x3FFFFD47
	STATUS_DATA_NOT_ACCEPTED        NTSTATUS = -0x3FFFFDE5
	STATUS_ALREADY_REGISTERED       NTSTATUS = -0x3FFFF8E8
	STATUS_FLT_DO_NOT_DETACH        NTSTATUS = -0x3FE3FFF0
)

// NT_SUCCESS reports whether a status is a success or an information.
// Page: kernel/using-ntstatus-values
func NT_SUCCESS(status NTSTATUS) bool { return status >= 0 }

// NT_INFORMATION reports whether a status is an information.
// Page: kernel/using-ntstatus-values
func NT_INFORMATION(status NTSTATUS) bool { return uint32(status)>>30 == 1 }

// NT_WARNING reports whether a status is a warning.
// Page: kernel/using-ntstatus-values
func NT_WARNING(status NTSTATUS) bool { return uint32(status)>>30 == 2 }

// NT_ERROR reports whether a status is an error.
// Page: kernel/using-ntstatus-values
func NT_ERROR(status NTSTATUS) bool { return uint32(status)>>30 == 3 }

// DRIVER_OBJECT is a loaded driver: its dispatch routines and its unload routine.
// Page: wdm/ns-wdm-_driver_object
type DRIVER_OBJECT struct {
	DeviceObject    *DEVICE_OBJECT
	DriverExtension *DRIVER_EXTENSION
	DriverInit      func(driver *DRIVER_OBJECT, path *UNICODE_STRING) NTSTATUS
	DriverStartIo   func(device *DEVICE_OBJECT, irp *IRP)
	DriverUnload    func(driver *DRIVER_OBJECT)
	MajorFunction   [28]func(device *DEVICE_OBJECT, irp *IRP) NTSTATUS
}

// DRIVER_EXTENSION holds a driver's AddDevice routine.
// Page: wdm/nc-wdm-driver_add_device
type DRIVER_EXTENSION struct {
	AddDevice func(driver *DRIVER_OBJECT, physical *DEVICE_OBJECT) NTSTATUS
}

// DEVICE_OBJECT is a device of a driver; DeviceExtension is the driver's own.
// Page: wdm/ns-wdm-_device_object
type DEVICE_OBJECT struct {
	DriverObject    *DRIVER_OBJECT
	NextDevice      *DEVICE_OBJECT
	Flags           uint32
	Characteristics uint32
	DeviceExtension any
	StackSize       int8
}

// UNICODE_STRING is a counted string.
// Page: ntdef/ns-ntdef-_unicode_string
type UNICODE_STRING struct {
	Length        uint16
	MaximumLength uint16
	Buffer        string
}

// IO_STATUS_BLOCK is the outcome of a request.
// Page: wdm/ns-wdm-_io_status_block
type IO_STATUS_BLOCK struct {
	Status      NTSTATUS
	Information uintptr
}

// IRP is an I/O request packet.
// Page: wdm/ns-wdm-_irp
type IRP struct {
	MdlAddress      *MDL
	Flags           uint32
	IoStatus        IO_STATUS_BLOCK
	RequestorMode   KPROCESSOR_MODE
	PendingReturned bool
	Cancel          bool
	CancelIrql      KIRQL
	UserIosb        *IO_STATUS_BLOCK
	UserEvent       *KEVENT
	SystemBuffer    any
	stack           IO_STACK_LOCATION
}

// IO_STACK_LOCATION is a driver's part of an IRP.
// Page: wdm/ns-wdm-_io_stack_location
type IO_STACK_LOCATION struct {
	MajorFunction      uint8
	MinorFunction      uint8
	IoControlCode      uint32
	InputBufferLength  uint32
	OutputBufferLength uint32
	DeviceObject       *DEVICE_OBJECT
	FileObject         *FILE_OBJECT
}

// FILE_OBJECT is an open handle as a driver sees it.
// Page: wdm/ns-wdm-_file_object
type FILE_OBJECT struct {
	DeviceObject *DEVICE_OBJECT
	FsContext    any
	FsContext2   any
}

// MDL describes a buffer by its pages.
// Page: wdm/ns-wdm-_mdl
type MDL struct {
	Next      *MDL
	MdlFlags  int16
	ByteCount uint32
}

// HANDLE is an opaque handle.
// Page: kernel/object-handles
type HANDLE *handle

type handle struct{ _ int }

// LARGE_INTEGER is a 64-bit integer; as a time-out, in units of 100 ns, negative
// if it is relative.
// Page: winnt/ns-winnt-large_integer-r1
type LARGE_INTEGER struct{ QuadPart int64 }

// OBJECT_ATTRIBUTES names an object to be made or opened.
// Page: ntdef/ns-ntdef-_object_attributes
type OBJECT_ATTRIBUTES struct{ ObjectName *UNICODE_STRING }

// CLIENT_ID names a thread.
// Page: wdm/nf-wdm-pscreatesystemthread
type CLIENT_ID struct{ UniqueProcess, UniqueThread HANDLE }

// Types of IRPs, by which dispatch routines are installed.
// Page: kernel/irp-major-function-codes
const (
	IRP_MJ_CREATE                  = 0x00
	IRP_MJ_CLOSE                   = 0x02
	IRP_MJ_READ                    = 0x03
	IRP_MJ_WRITE                   = 0x04
	IRP_MJ_QUERY_INFORMATION       = 0x05
	IRP_MJ_FLUSH_BUFFERS           = 0x09
	IRP_MJ_DEVICE_CONTROL          = 0x0e
	IRP_MJ_INTERNAL_DEVICE_CONTROL = 0x0f
	IRP_MJ_SHUTDOWN                = 0x10
	IRP_MJ_CLEANUP                 = 0x12
	IRP_MJ_POWER                   = 0x16
	IRP_MJ_SYSTEM_CONTROL          = 0x17
	IRP_MJ_PNP                     = 0x1b
)

// Minor codes of IRP_MJ_PNP.
// Page: kernel/plug-and-play-minor-irps
const (
	IRP_MN_START_DEVICE        = 0x00
	IRP_MN_QUERY_REMOVE_DEVICE = 0x01
	IRP_MN_REMOVE_DEVICE       = 0x02
	IRP_MN_STOP_DEVICE         = 0x04
	IRP_MN_SURPRISE_REMOVAL    = 0x17
)

// Arguments that most calls take.
// Page: wdm/nf-wdm-kesetevent
const (
	IO_NO_INCREMENT      = 0
	IO_NETWORK_INCREMENT = 2
	FILE_DEVICE_UNKNOWN  = 0x22
	FILE_DEVICE_NETWORK  = 0x12
	THREAD_ALL_ACCESS    = 0x1fffff
)
