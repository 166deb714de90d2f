// Package wdm declares the Windows driver interfaces that surround a WSK client
// under their own names, so that models of Windows drivers compile in Go: the
// Windows driver model itself, the driver framework (WDF), minifilters, NDIS,
// Storport and port class drivers.
//
// The shapes are those of the headers with Go's types: ULONG is uint32, SIZE_T
// and ULONG_PTR are uintptr, BOOLEAN is bool, a context is any, an optional
// pointer may be nil. Structures hold the members that drivers touch. Functions
// that only Windows can carry out do nothing and return the zero value, which
// stands for success; those that need no system (interlocked operations,
// one-time initialization, lists) do what their page says.
//
// The comments name the page that documents each declaration: a path in
// windows-driver-docs-ddi (wdk-ddi-src/content) or, where the folder is kernel,
// network, ifs, wdf or audio, in windows-driver-docs (windows-driver-docs-pr).
package wdm

import "unsafe"

// NTSTATUS is the result of most kernel functions: negative for errors and
// warnings.
// Page: kernel/using-ntstatus-values
type NTSTATUS int32

// NT_SUCCESS reports success or information; STATUS_PENDING is among it.
// Page: kernel/using-ntstatus-values
func NT_SUCCESS(status NTSTATUS) bool { return status >= 0 }

// NT_INFORMATION reports an informational status: the top bits are 01.
// Page: kernel/using-ntstatus-values
func NT_INFORMATION(status NTSTATUS) bool { return uint32(status)>>30 == 1 }

// NT_WARNING reports a warning: the top bits are 10.
// Page: kernel/using-ntstatus-values
func NT_WARNING(status NTSTATUS) bool { return uint32(status)>>30 == 2 }

// NT_ERROR reports an error: the top bits are 11.
// Page: kernel/using-ntstatus-values
func NT_ERROR(status NTSTATUS) bool { return uint32(status)>>30 == 3 }

// HANDLE is an opaque handle; nil is none.
// Page: kernel/object-handles
type HANDLE *handle

type handle struct{ _ uintptr }

// KIRQL is an interrupt request level.
// Page: kernel/managing-hardware-priorities
type KIRQL = uint8

// The interrupt request levels that drivers name.
// Page: kernel/managing-hardware-priorities
const (
	PASSIVE_LEVEL  KIRQL = 0
	APC_LEVEL      KIRQL = 1
	DISPATCH_LEVEL KIRQL = 2
	CLOCK_LEVEL    KIRQL = 13 // these and above: on 64-bit processors
	IPI_LEVEL      KIRQL = 14
	POWER_LEVEL    KIRQL = 14
	PROFILE_LEVEL  KIRQL = 15
	HIGH_LEVEL     KIRQL = 15
)

// ACCESS_MASK holds access rights.
// Page: kernel/access-mask
type ACCESS_MASK = uint32

// The access rights that WSK clients ask for.
// Page: kernel/access-mask
const (
	SYNCHRONIZE       ACCESS_MASK = 0x00100000
	GENERIC_READ      ACCESS_MASK = 0x80000000
	GENERIC_WRITE     ACCESS_MASK = 0x40000000
	THREAD_ALL_ACCESS ACCESS_MASK = 0x001fffff
	EVENT_ALL_ACCESS  ACCESS_MASK = 0x001f0003
)

// GUID names interfaces and classes.
// Page: kernel/defining-and-exporting-new-guids
type GUID struct {
	Data1 uint32
	Data2 uint16
	Data3 uint16
	Data4 [8]byte
}

// LARGE_INTEGER is a 64-bit value; a negative time-out is relative, in units of
// 100 nanoseconds.
// Page: wdm/nf-wdm-kewaitforsingleobject
type LARGE_INTEGER struct {
	QuadPart int64
}

// UNICODE_STRING is a counted string. Buffer is a Go string in place of UTF-16
// units; the lengths are in bytes of UTF-16.
// Page: wdm/nf-wdm-rtlinitunicodestring
type UNICODE_STRING struct {
	Length        uint16
	MaximumLength uint16
	Buffer        string
}

// ANSI_STRING is a counted string of bytes.
// Page: wdm/nf-wdm-rtlinitansistring
type ANSI_STRING struct {
	Length        uint16
	MaximumLength uint16
	Buffer        string
}

// LIST_ENTRY is a link, or the head, of a doubly linked list.
// Page: kernel/singly-and-doubly-linked-lists
type LIST_ENTRY struct {
	Flink *LIST_ENTRY
	Blink *LIST_ENTRY
}

// SECURITY_DESCRIPTOR is opaque to drivers.
// Page: ntifs/ns-ntifs-_security_descriptor
type SECURITY_DESCRIPTOR struct{ _ uintptr }

// EPROCESS is an opaque process object.
// Page: kernel/eprocess
type EPROCESS struct{ _ uintptr }

// ETHREAD is an opaque thread object.
// Page: kernel/eprocess
type ETHREAD struct{ _ uintptr }

// KTHREAD is an opaque thread object of the kernel; it can be waited for.
// Page: kernel/eprocess
type KTHREAD struct{ _ uintptr }

// CLIENT_ID names a thread and its process.
// Page: wdm/nf-wdm-pscreatesystemthread
type CLIENT_ID struct {
	UniqueProcess HANDLE
	UniqueThread  HANDLE
}

// KPROCESSOR_MODE tells kernel mode from user mode.
// Page: wdm/nf-wdm-kewaitforsingleobject
type KPROCESSOR_MODE = int8

// The processor modes.
// Page: wdm/nf-wdm-kewaitforsingleobject
const (
	KernelMode KPROCESSOR_MODE = 0
	UserMode   KPROCESSOR_MODE = 1
)

// OBJECT_ATTRIBUTES describes an object to open or create.
// Page: kernel/object-handles
type OBJECT_ATTRIBUTES struct {
	Length                   uint32
	RootDirectory            HANDLE
	ObjectName               *UNICODE_STRING
	Attributes               uint32
	SecurityDescriptor       any
	SecurityQualityOfService any
}

// The attributes of an object.
// Page: kernel/object-handles
const (
	OBJ_INHERIT          = 0x00000002
	OBJ_PERMANENT        = 0x00000010
	OBJ_EXCLUSIVE        = 0x00000020
	OBJ_CASE_INSENSITIVE = 0x00000040
	OBJ_OPENIF           = 0x00000080
	OBJ_KERNEL_HANDLE    = 0x00000200
)

// InitializeObjectAttributes fills an OBJECT_ATTRIBUTES.
// Page: kernel/object-handles
func InitializeObjectAttributes(initializedAttributes *OBJECT_ATTRIBUTES, objectName *UNICODE_STRING, attributes uint32, rootDirectory HANDLE, securityDescriptor *SECURITY_DESCRIPTOR) {
	*initializedAttributes = OBJECT_ATTRIBUTES{
		Length:        uint32(unsafe.Sizeof(OBJECT_ATTRIBUTES{})),
		RootDirectory: rootDirectory,
		ObjectName:    objectName,
		Attributes:    attributes,
	}
	if securityDescriptor != nil {
		initializedAttributes.SecurityDescriptor = securityDescriptor
	}
}
