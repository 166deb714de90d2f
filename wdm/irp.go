package wdm

// IO_STATUS_BLOCK is the result of a request. For WskSocket and WskAccept
// Information is the new socket.
// Page: wdm/ns-wdm-_io_status_block
type IO_STATUS_BLOCK struct {
	Status      NTSTATUS
	Information uintptr
}

// IRP is an I/O request packet. Buffers that C keeps in unions stand side by
// side.
// Page: wdm/ns-wdm-_irp
type IRP struct {
	MdlAddress      *MDL
	Flags           uint32
	AssociatedIrp   struct{ SystemBuffer any }
	IoStatus        IO_STATUS_BLOCK
	RequestorMode   KPROCESSOR_MODE
	PendingReturned bool
	StackCount      int8
	CurrentLocation int8
	Cancel          bool
	CancelIrql      KIRQL
	AllocationFlags uint8
	UserIosb        *IO_STATUS_BLOCK
	UserEvent       *KEVENT
	CancelRoutine   DRIVER_CANCEL
	UserBuffer      any
	Tail            struct{ Overlay IRP_TAIL_OVERLAY }
}

// IRP_TAIL_OVERLAY is Tail.Overlay of an IRP, which has no name of its own in C.
// Page: wdm/ns-wdm-_irp
type IRP_TAIL_OVERLAY struct {
	DriverContext        [4]any
	Thread               *ETHREAD
	ListEntry            LIST_ENTRY
	CurrentStackLocation *IO_STACK_LOCATION
	OriginalFileObject   *FILE_OBJECT
}

// IO_STACK_LOCATION holds the parameters of a request for one driver.
// Page: wdm/ns-wdm-_io_stack_location
type IO_STACK_LOCATION struct {
	MajorFunction uint8
	MinorFunction uint8
	Flags         uint8
	Control       uint8
	Parameters
	DeviceObject      *DEVICE_OBJECT
	FileObject        *FILE_OBJECT
	CompletionRoutine IO_COMPLETION_ROUTINE
	Context           any
}

// Parameters is the union in an IO_STACK_LOCATION, named as its member so that
// both stack.Parameters and what it promotes can be said.
// Page: wdm/ns-wdm-_io_stack_location
type Parameters struct {
	Read  IO_TRANSFER
	Write IO_TRANSFER
	DeviceIoControl
	Create IO_CREATE
	Others struct{ Argument1, Argument2, Argument3, Argument4 any }
}

// IO_CREATE is the parameters of IRP_MJ_CREATE.
// Page: wdm/ns-wdm-_io_stack_location
type IO_CREATE struct {
	SecurityContext any
	Options         uint32
	FileAttributes  uint16
	ShareAccess     uint16
	EaLength        uint32
}

// IO_TRANSFER holds the parameters of a read or write.
// Page: wdm/ns-wdm-_io_stack_location
type IO_TRANSFER struct {
	Length     uint32
	Key        uint32
	ByteOffset LARGE_INTEGER
}

// DeviceIoControl holds the parameters of a device control request.
// Page: wdm/ns-wdm-_io_stack_location
type DeviceIoControl struct {
	OutputBufferLength uint32
	InputBufferLength  uint32
	IoControlCode      uint32
	Type3InputBuffer   any
}

// IO_COMPLETION_ROUTINE runs when a request is complete; for an IRP of the
// driver's own it returns STATUS_MORE_PROCESSING_REQUIRED.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nc-wdm-io_completion_routine
type IO_COMPLETION_ROUTINE = func(deviceObject *DEVICE_OBJECT, irp *IRP, context any) NTSTATUS

// DRIVER_CANCEL runs when a request is cancelled.
// IRQL = DISPATCH_LEVEL. Page: wdm/nc-wdm-driver_cancel
type DRIVER_CANCEL = func(deviceObject *DEVICE_OBJECT, irp *IRP)

// What is added to the priority of the thread that waits for a request.
// Page: wdm/nf-wdm-iocompleterequest
const (
	IO_NO_INCREMENT      = 0
	IO_NETWORK_INCREMENT = 2
)

// IoAllocateIrp allocates an IRP, or is nil; it is owed one IoFreeIrp.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioallocateirp
func IoAllocateIrp(stackSize int8, chargeQuota bool) *IRP { return nil }

// IoAllocateIrpEx allocates an IRP for a device, or is nil; it is owed one
// IoFreeIrp.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioallocateirpex
func IoAllocateIrpEx(deviceObject *DEVICE_OBJECT, stackSize int8, chargeQuota bool) *IRP { return nil }

// IoFreeIrp frees an IRP that the driver allocated and that is complete.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iofreeirp
func IoFreeIrp(irp *IRP) {}

// IoReuseIrp makes an IRP that is complete ready for the next request; it loses
// its completion routine.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioreuseirp
func IoReuseIrp(irp *IRP, iostatus NTSTATUS) {}

// IoInitializeIrp makes an IRP in memory of the driver's own.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioinitializeirp
func IoInitializeIrp(irp *IRP, packetSize uint16, stackSize int8) {}

// IoSizeOfIrp is the size of an IRP with that many stack locations.
// Any IRQL. Page: wdm/nf-wdm-iosizeofirp
func IoSizeOfIrp(stackSize int8) uint16 { return 0 }

// IoCancelIrp asks for a request to be cancelled; it still has to complete.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocancelirp
func IoCancelIrp(irp *IRP) bool { return false }

// IoSetCancelRoutine sets a cancel routine and returns the old one.
// Page: wdm/nf-wdm-iosetcancelroutine
func IoSetCancelRoutine(irp *IRP, cancelRoutine DRIVER_CANCEL) DRIVER_CANCEL { return nil }

// IoAcquireCancelSpinLock takes the system's cancel spin lock.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-ioacquirecancelspinlock
func IoAcquireCancelSpinLock(irql *KIRQL) {}

// IoReleaseCancelSpinLock gives the system's cancel spin lock up.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-ioreleasecancelspinlock
func IoReleaseCancelSpinLock(irql KIRQL) {}

// IoSetCompletionRoutine sets what runs when a request is complete; the driver
// must stay loaded until it has.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iosetcompletionroutine
func IoSetCompletionRoutine(irp *IRP, completionRoutine IO_COMPLETION_ROUTINE, context any, invokeOnSuccess, invokeOnError, invokeOnCancel bool) {
}

// IoSetCompletionRoutineEx does so and keeps the driver loaded until the routine
// has run.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iosetcompletionroutineex
func IoSetCompletionRoutineEx(deviceObject *DEVICE_OBJECT, irp *IRP, completionRoutine IO_COMPLETION_ROUTINE, context any, invokeOnSuccess, invokeOnError, invokeOnCancel bool) NTSTATUS {
	return STATUS_SUCCESS
}

// IoCompleteRequest completes a request; the IRP is no longer the driver's.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocompleterequest
func IoCompleteRequest(irp *IRP, priorityBoost int8) {}

// IofCompleteRequest is what IoCompleteRequest stands for.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocompleterequest
func IofCompleteRequest(irp *IRP, priorityBoost int8) {}

// IoMarkIrpPending says that the dispatch routine returns STATUS_PENDING.
// Any IRQL. Page: wdm/nf-wdm-iomarkirppending
func IoMarkIrpPending(irp *IRP) {}

// IoGetCurrentIrpStackLocation is the driver's own stack location.
// Any IRQL. Page: wdm/nf-wdm-iogetcurrentirpstacklocation
func IoGetCurrentIrpStackLocation(irp *IRP) *IO_STACK_LOCATION {
	return irp.Tail.Overlay.CurrentStackLocation
}

// IoGetNextIrpStackLocation is the stack location of the next lower driver.
// Any IRQL. Page: wdm/nf-wdm-iogetnextirpstacklocation
func IoGetNextIrpStackLocation(irp *IRP) *IO_STACK_LOCATION { return nil }

// IoSkipCurrentIrpStackLocation hands the driver's own stack location on.
// Any IRQL. Page: wdm/nf-wdm-ioskipcurrentirpstacklocation
func IoSkipCurrentIrpStackLocation(irp *IRP) {}

// IoCopyCurrentIrpStackLocationToNext copies the driver's own stack location.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocopycurrentirpstacklocationtonext
func IoCopyCurrentIrpStackLocationToNext(irp *IRP) {}

// IoSetNextIrpStackLocation makes the next stack location the current one.
// Any IRQL. Page: wdm/nf-wdm-iosetnextirpstacklocation
func IoSetNextIrpStackLocation(irp *IRP) {}

// IoCallDriver sends a request to a driver.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iocalldriver
func IoCallDriver(deviceObject *DEVICE_OBJECT, irp *IRP) NTSTATUS { return STATUS_SUCCESS }

// IofCallDriver is what IoCallDriver stands for.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-iofcalldriver
func IofCallDriver(deviceObject *DEVICE_OBJECT, irp *IRP) NTSTATUS { return STATUS_SUCCESS }

// IoForwardIrpSynchronously sends a request to a driver and waits; false if it
// could not be sent.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-ioforwardirpsynchronously
func IoForwardIrpSynchronously(deviceObject *DEVICE_OBJECT, irp *IRP) bool { return true }

// IoBuildDeviceIoControlRequest makes an IRP that the system frees, or is nil.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-iobuilddeviceiocontrolrequest
func IoBuildDeviceIoControlRequest(ioControlCode uint32, deviceObject *DEVICE_OBJECT, inputBuffer any, inputBufferLength uint32, outputBuffer any, outputBufferLength uint32, internalDeviceIoControl bool, event *KEVENT, ioStatusBlock *IO_STATUS_BLOCK) *IRP {
	return nil
}

// IoGetRequestorProcess is the process that asked for a request.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-iogetrequestorprocess
func IoGetRequestorProcess(irp *IRP) *EPROCESS { return nil }
