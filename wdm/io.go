package wdm

// IO_COMPLETION_ROUTINE is called when an IRP completes, at or below
// DISPATCH_LEVEL.
// Page: wdm/nc-wdm-io_completion_routine
type IO_COMPLETION_ROUTINE = func(device *DEVICE_OBJECT, irp *IRP, context any) NTSTATUS

// IO_WORKITEM is a work item of a device or driver.
// Page: kernel/system-worker-threads
type IO_WORKITEM struct{ _ int }

// IO_WORKITEM_ROUTINE runs in a system worker thread, at PASSIVE_LEVEL.
// Page: wdm/nc-wdm-io_workitem_routine
type IO_WORKITEM_ROUTINE = func(device *DEVICE_OBJECT, context any)

// WORK_QUEUE_TYPE says which worker threads take a work item.
// Page: wdm/nf-wdm-ioqueueworkitem
type WORK_QUEUE_TYPE int32

// The queues.
// Page: wdm/nf-wdm-ioqueueworkitem
const (
	CriticalWorkQueue WORK_QUEUE_TYPE = 0
	DelayedWorkQueue  WORK_QUEUE_TYPE = 1
)

// IoAllocateIrp allocates an IRP with so many stack locations; nil if memory is short. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-ioallocateirp
func IoAllocateIrp(stackSize int8, chargeQuota bool) *IRP { return nil }

// IoFreeIrp frees an IRP that the driver allocated and that has completed. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-iofreeirp
func IoFreeIrp(irp *IRP) {}

// IoReuseIrp makes a completed IRP fit for another request; its completion routine must be set again.
// Page: wdm/nf-wdm-ioreuseirp
func IoReuseIrp(irp *IRP, status NTSTATUS) {}

// IoInitializeIrp initialises an IRP in memory of the driver's own.
// Page: wdm/nf-wdm-ioinitializeirp
func IoInitializeIrp(irp *IRP, packetSize uint16, stackSize int8) {}

// IoCancelIrp asks for an IRP to be cancelled; it still completes. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-iocancelirp
func IoCancelIrp(irp *IRP) bool { return false }

// IoSetCompletionRoutine has a routine called when the IRP completes.
// Page: wdm/nf-wdm-iosetcompletionroutine
func IoSetCompletionRoutine(irp *IRP, routine IO_COMPLETION_ROUTINE, context any, invokeOnSuccess, invokeOnError, invokeOnCancel bool) {
}

// IoSetCompletionRoutineEx is IoSetCompletionRoutine for a driver that may be unloaded meanwhile.
// Page: wdm/nf-wdm-iosetcompletionroutineex
func IoSetCompletionRoutineEx(device *DEVICE_OBJECT, irp *IRP, routine IO_COMPLETION_ROUTINE, context any, invokeOnSuccess, invokeOnError, invokeOnCancel bool) NTSTATUS {
	return 0
}

// IoCompleteRequest gives an IRP back to the system. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-iocompleterequest
func IoCompleteRequest(irp *IRP, priorityBoost int8) {}

// IoMarkIrpPending says that an IRP will be completed later.
// Page: wdm/nf-wdm-iomarkirppending
func IoMarkIrpPending(irp *IRP) {}

// IoGetCurrentIrpStackLocation is the caller's stack location of an IRP.
// Page: wdm/nf-wdm-iogetcurrentirpstacklocation
func IoGetCurrentIrpStackLocation(irp *IRP) *IO_STACK_LOCATION { return &irp.stack }

// IoCreateDevice makes a device object. IRQL <= APC_LEVEL.
// Page: wdm/nf-wdm-iocreatedevice
func IoCreateDevice(driver *DRIVER_OBJECT, extensionSize uint32, name *UNICODE_STRING, deviceType uint32, characteristics uint32, exclusive bool, device **DEVICE_OBJECT) NTSTATUS {
	return 0
}

// IoDeleteDevice removes a device object and its extension. IRQL <= APC_LEVEL.
// Page: wdm/nf-wdm-iodeletedevice
func IoDeleteDevice(device *DEVICE_OBJECT) {}

// IoCreateSymbolicLink names a device for applications. PASSIVE_LEVEL.
// Page: wdm/nf-wdm-iocreatesymboliclink
func IoCreateSymbolicLink(link, name *UNICODE_STRING) NTSTATUS { return 0 }

// IoDeleteSymbolicLink takes such a name away. PASSIVE_LEVEL.
// Page: wdm/nf-wdm-iodeletesymboliclink
func IoDeleteSymbolicLink(link *UNICODE_STRING) NTSTATUS { return 0 }

// IoAttachDeviceToDeviceStack puts a device on top of a stack.
// Page: wdm/nf-wdm-ioattachdevicetodevicestack
func IoAttachDeviceToDeviceStack(source, target *DEVICE_OBJECT) *DEVICE_OBJECT { return nil }

// IoDetachDevice takes a device off a stack.
// Page: wdm/nf-wdm-iodetachdevice
func IoDetachDevice(target *DEVICE_OBJECT) {}

// IofCallDriver sends an IRP to the driver below.
// Page: wdm/nf-wdm-iofcalldriver
func IofCallDriver(device *DEVICE_OBJECT, irp *IRP) NTSTATUS { return 0 }

// IoSkipCurrentIrpStackLocation hands an IRP on as it is.
// Page: wdm/nf-wdm-ioskipcurrentirpstacklocation
func IoSkipCurrentIrpStackLocation(irp *IRP) {}

// IoAllocateWorkItem allocates a work item; nil if memory is short.
// Page: wdm/nf-wdm-ioallocateworkitem
func IoAllocateWorkItem(device *DEVICE_OBJECT) *IO_WORKITEM { return nil }

// IoQueueWorkItem has a routine run in a worker thread. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-ioqueueworkitem
func IoQueueWorkItem(item *IO_WORKITEM, routine IO_WORKITEM_ROUTINE, queue WORK_QUEUE_TYPE, context any) {
}

// IoFreeWorkItem frees a work item that is not queued; it does not wait for one that runs.
// Page: wdm/nf-wdm-iofreeworkitem
func IoFreeWorkItem(item *IO_WORKITEM) {}

// IoAllocateMdl allocates an MDL; nil if memory is short.
// Page: wdm/nf-wdm-ioallocatemdl
func IoAllocateMdl(address any, length uint32, secondary, chargeQuota bool, irp *IRP) *MDL {
	return nil
}

// IoFreeMdl frees an MDL.
// Page: wdm/nf-wdm-iofreemdl
func IoFreeMdl(mdl *MDL) {}

// MmBuildMdlForNonPagedPool describes non-paged memory.
// Page: wdm/nf-wdm-mmbuildmdlfornonpagedpool
func MmBuildMdlForNonPagedPool(mdl *MDL) {}

// MmProbeAndLockPages locks a buffer in memory; it raises an exception if it cannot.
// Page: wdm/nf-wdm-mmprobeandlockpages
func MmProbeAndLockPages(mdl *MDL, mode KPROCESSOR_MODE, operation int32) {}

// MmUnlockPages unlocks what MmProbeAndLockPages locked.
// Page: wdm/nf-wdm-mmunlockpages
func MmUnlockPages(mdl *MDL) {}

// MmGetSystemRoutineAddress finds a routine of the kernel by its name; nil if there is none.
// Page: wdm/nf-wdm-mmgetsystemroutineaddress
func MmGetSystemRoutineAddress(name *UNICODE_STRING) any { return nil }
