package wdm

import "unsafe"

// POOL_TYPE is the kind of pool, for the older functions.
// Page: wdm/ne-wdm-_pool_type
type POOL_TYPE int32

// The kinds of pool.
// Page: wdm/ne-wdm-_pool_type
const (
	NonPagedPool   POOL_TYPE = 0
	PagedPool      POOL_TYPE = 1
	NonPagedPoolNx POOL_TYPE = 512
)

// POOL_FLAGS are the flags of ExAllocatePool2.
// Page: wdm/nf-wdm-exallocatepool2
type POOL_FLAGS = uint64

// The flags of ExAllocatePool2; one of the two pools is named.
// Page: wdm/nf-wdm-exallocatepool2
const (
	POOL_FLAG_USE_QUOTA        = 0x01
	POOL_FLAG_UNINITIALIZED    = 0x02
	POOL_FLAG_RAISE_ON_FAILURE = 0x20
	POOL_FLAG_NON_PAGED        = 0x40
	POOL_FLAG_PAGED            = 0x100
)

// POOL_EXTENDED_PARAMETER refines ExAllocatePool3.
// Page: wdm/ns-wdm-pool_extended_parameter
type POOL_EXTENDED_PARAMETER struct{ _ uintptr }

// ExAllocatePool2 allocates memory, zero unless flags say otherwise, or is nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatepool2
func ExAllocatePool2(flags POOL_FLAGS, numberOfBytes uintptr, tag uint32) unsafe.Pointer { return nil }

// ExAllocatePool3 allocates memory as ExAllocatePool2 does, with more
// parameters.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatepool3
func ExAllocatePool3(flags POOL_FLAGS, numberOfBytes uintptr, tag uint32, extendedParameters *POOL_EXTENDED_PARAMETER, extendedParametersCount uint32) unsafe.Pointer {
	return nil
}

// ExAllocatePool allocates memory that is not cleared.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatepool
func ExAllocatePool(poolType POOL_TYPE, numberOfBytes uintptr) unsafe.Pointer { return nil }

// ExAllocatePoolWithTag allocates memory that is not cleared.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatepoolwithtag
func ExAllocatePoolWithTag(poolType POOL_TYPE, numberOfBytes uintptr, tag uint32) unsafe.Pointer {
	return nil
}

// ExAllocatePoolWithQuotaTag allocates memory at a process's expense.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatepoolwithquotatag
func ExAllocatePoolWithQuotaTag(poolType POOL_TYPE, numberOfBytes uintptr, tag uint32) unsafe.Pointer {
	return nil
}

// ExAllocatePoolZero allocates cleared memory.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatepoolzero
func ExAllocatePoolZero(poolType POOL_TYPE, numberOfBytes uintptr, tag uint32) unsafe.Pointer {
	return nil
}

// ExAllocatePoolUninitialized allocates memory that is not cleared.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatepooluninitialized
func ExAllocatePoolUninitialized(poolType POOL_TYPE, numberOfBytes uintptr, tag uint32) unsafe.Pointer {
	return nil
}

// ExFreePool frees pool memory.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exfreepool
func ExFreePool(p any) {}

// ExFreePoolWithTag frees pool memory of a tag.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exfreepoolwithtag
func ExFreePoolWithTag(p any, tag uint32) {}

// ExFreePool2 frees pool memory, with more parameters.
// Page: wdm/nf-wdm-exfreepool2
func ExFreePool2(p any, tag uint32, extendedParameters *POOL_EXTENDED_PARAMETER, extendedParametersCount uint32) {
}

// NPAGED_LOOKASIDE_LIST keeps blocks of nonpaged pool at hand.
// Page: kernel/using-lookaside-lists
type NPAGED_LOOKASIDE_LIST struct{ _ uintptr }

// ExInitializeNPagedLookasideList makes a lookaside list; it is owed one
// ExDeleteNPagedLookasideList.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinitializenpagedlookasidelist
func ExInitializeNPagedLookasideList(lookaside *NPAGED_LOOKASIDE_LIST, allocate func(poolType POOL_TYPE, numberOfBytes uintptr, tag uint32) unsafe.Pointer, free func(buffer unsafe.Pointer), flags uint32, size uintptr, tag uint32, depth uint16) {
}

// ExDeleteNPagedLookasideList frees a lookaside list.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exdeletenpagedlookasidelist
func ExDeleteNPagedLookasideList(lookaside *NPAGED_LOOKASIDE_LIST) {}

// ExAllocateFromNPagedLookasideList takes a block, or is nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatefromnpagedlookasidelist
func ExAllocateFromNPagedLookasideList(lookaside *NPAGED_LOOKASIDE_LIST) unsafe.Pointer { return nil }

// ExFreeToNPagedLookasideList gives a block back.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exfreetonpagedlookasidelist
func ExFreeToNPagedLookasideList(lookaside *NPAGED_LOOKASIDE_LIST, entry unsafe.Pointer) {}

// WORK_QUEUE_TYPE names a queue of the system's worker threads.
// Page: wdm/ne-wdm-_work_queue_type
type WORK_QUEUE_TYPE int32

// The queues of the system's worker threads.
// Page: wdm/ne-wdm-_work_queue_type
const (
	CriticalWorkQueue WORK_QUEUE_TYPE = iota
	DelayedWorkQueue
	HyperCriticalWorkQueue
)

// WORK_QUEUE_ITEM is an item of the older work queue, which does not keep the
// driver loaded.
// Page: wdm/nf-wdm-exinitializeworkitem
type WORK_QUEUE_ITEM struct {
	List          LIST_ENTRY
	WorkerRoutine func(parameter any)
	Parameter     any
}

// ExInitializeWorkItem fills a work item; prefer IoAllocateWorkItem.
// Any IRQL. Page: wdm/nf-wdm-exinitializeworkitem
func ExInitializeWorkItem(item *WORK_QUEUE_ITEM, routine func(parameter any), context any) {
	*item = WORK_QUEUE_ITEM{WorkerRoutine: routine, Parameter: context}
}

// ExQueueWorkItem queues a work item.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exqueueworkitem
func ExQueueWorkItem(workItem *WORK_QUEUE_ITEM, queueType WORK_QUEUE_TYPE) {}

// CALLBACK_OBJECT is a list of routines that a component notifies.
// Page: kernel/callback-objects
type CALLBACK_OBJECT struct{ _ uintptr }

// ExCreateCallback opens or makes a callback object.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-excreatecallback
func ExCreateCallback(callbackObject **CALLBACK_OBJECT, objectAttributes *OBJECT_ATTRIBUTES, create, allowMultipleCallbacks bool) NTSTATUS {
	return STATUS_SUCCESS
}

// ExRegisterCallback registers a routine, or is nil; it is owed one
// ExUnregisterCallback.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exregistercallback
func ExRegisterCallback(callbackObject *CALLBACK_OBJECT, callbackFunction func(callbackContext, argument1, argument2 any), callbackContext any) HANDLE {
	return nil
}

// ExUnregisterCallback unregisters a routine.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exunregistercallback
func ExUnregisterCallback(callbackRegistration HANDLE) {}

// ExRaiseStatus raises an exception; it does not return.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exraisestatus
func ExRaiseStatus(status NTSTATUS) { panic("exception") }

// RtlRaiseStatus raises an exception; it does not return.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exraisestatus
func RtlRaiseStatus(status NTSTATUS) { panic("exception") }

// RtlFailFast brings the system down; it does not return.
// Any IRQL. Page: wdm/nf-wdm-kebugcheckex
func RtlFailFast(code uint32) { panic("fail fast") }
