package wdm

import (
	"unsafe"
)

// POOL_FLAGS says which pool memory comes from.
// Page: kernel/pool_flags
type POOL_FLAGS uint64

// The pools.
// Page: kernel/pool_flags
const (
	POOL_FLAG_NON_PAGED POOL_FLAGS = 0x40
	POOL_FLAG_PAGED     POOL_FLAGS = 0x100
)

// FAST_MUTEX is a mutex: holding it raises the IRQL to APC_LEVEL.
// Page: kernel/fast-mutexes-and-guarded-mutexes
type FAST_MUTEX struct{ _ int }

// ERESOURCE is a lock for readers and writers.
// Page: kernel/introduction-to-eresource-routines
type ERESOURCE struct{ _ int }

// EX_PUSH_LOCK is a small lock for readers and writers.
// Page: ntifs/nf-ntifs-exinitializepushlock
type EX_PUSH_LOCK struct{ _ int }

// EX_RUNDOWN_REF counts the users of an object that is to go away.
// Page: kernel/run-down-protection
type EX_RUNDOWN_REF struct{ _ int }

// WORK_QUEUE_ITEM is a work item of the older kind.
// Page: wdm/ns-wdm-_work_queue_item
type WORK_QUEUE_ITEM struct{ _ int }

// ExAllocatePool2 allocates zeroed memory; nil if memory is short.
// Page: wdm/nf-wdm-exallocatepool2
func ExAllocatePool2(flags POOL_FLAGS, size uintptr, tag uint32) unsafe.Pointer { return nil }

// ExAllocatePoolWithTag allocates memory; nil if memory is short.
// Page: wdm/nf-wdm-exallocatepoolwithtag
func ExAllocatePoolWithTag(pool int32, size uintptr, tag uint32) unsafe.Pointer { return nil }

// ExFreePool frees memory of a pool.
// Page: ntddk/nf-ntddk-exfreepool
func ExFreePool(memory any) {}

// ExFreePoolWithTag frees memory of a pool.
// Page: wdm/nf-wdm-exfreepoolwithtag
func ExFreePoolWithTag(memory any, tag uint32) {}

// ExInitializeFastMutex initialises a fast mutex.
// Page: wdm/nf-wdm-exinitializefastmutex
func ExInitializeFastMutex(mutex *FAST_MUTEX) {}

// ExAcquireFastMutex takes a fast mutex and raises the IRQL to APC_LEVEL.
// Page: wdm/nf-wdm-exacquirefastmutex
func ExAcquireFastMutex(mutex *FAST_MUTEX) {}

// ExReleaseFastMutex gives a fast mutex back.
// Page: wdm/nf-wdm-exreleasefastmutex
func ExReleaseFastMutex(mutex *FAST_MUTEX) {}

// ExInitializeResourceLite initialises a resource.
// Page: wdm/nf-wdm-exinitializeresourcelite
func ExInitializeResourceLite(resource *ERESOURCE) NTSTATUS { return 0 }

// ExDeleteResourceLite removes a resource.
// Page: wdm/nf-wdm-exdeleteresourcelite
func ExDeleteResourceLite(resource *ERESOURCE) NTSTATUS { return 0 }

// ExAcquireResourceExclusiveLite takes a resource for writing.
// Page: wdm/nf-wdm-exacquireresourceexclusivelite
func ExAcquireResourceExclusiveLite(resource *ERESOURCE, wait bool) bool { return false }

// ExReleaseResourceLite gives a resource back.
// Page: wdm/nf-wdm-exreleaseresourcelite
func ExReleaseResourceLite(resource *ERESOURCE) {}

// ExInitializePushLock initialises a push lock.
// Page: ntifs/nf-ntifs-exinitializepushlock
func ExInitializePushLock(lock *EX_PUSH_LOCK) {}

// ExAcquirePushLockExclusive takes a push lock for writing.
// Page: ntifs/nf-ntifs-exacquirepushlockexclusiveex
func ExAcquirePushLockExclusive(lock *EX_PUSH_LOCK) {}

// ExReleasePushLockExclusive gives a push lock back.
// Page: ntifs/nf-ntifs-exreleasepushlockexclusiveex
func ExReleasePushLockExclusive(lock *EX_PUSH_LOCK) {}

// ExInitializeRundownProtection initialises rundown protection.
// Page: wdm/nf-wdm-exinitializerundownprotection
func ExInitializeRundownProtection(ref *EX_RUNDOWN_REF) {}

// ExAcquireRundownProtection keeps an object from going away, unless it already does.
// Page: wdm/nf-wdm-exacquirerundownprotection
func ExAcquireRundownProtection(ref *EX_RUNDOWN_REF) bool { return false }

// ExReleaseRundownProtection lets the object go.
// Page: wdm/nf-wdm-exreleaserundownprotection
func ExReleaseRundownProtection(ref *EX_RUNDOWN_REF) {}

// ExWaitForRundownProtectionRelease waits until all users have let the object go, and admits no more. IRQL <= APC_LEVEL.
// Page: wdm/nf-wdm-exwaitforrundownprotectionrelease
func ExWaitForRundownProtectionRelease(ref *EX_RUNDOWN_REF) {}

// ExRundownCompleted says that the object is gone.
// Page: wdm/nf-wdm-exrundowncompleted
func ExRundownCompleted(ref *EX_RUNDOWN_REF) {}

// ExReInitializeRundownProtection makes rundown protection fit for another object.
// Page: wdm/nf-wdm-exreinitializerundownprotection
func ExReInitializeRundownProtection(ref *EX_RUNDOWN_REF) {}

// ExInitializeWorkItem binds a routine to a work item.
// Page: wdm/nf-wdm-exinitializeworkitem
func ExInitializeWorkItem(item *WORK_QUEUE_ITEM, routine func(context any), context any) {}

// ExQueueWorkItem queues a work item; the driver must stay loaded until it has run.
// Page: wdm/nf-wdm-exqueueworkitem
func ExQueueWorkItem(item *WORK_QUEUE_ITEM, queue WORK_QUEUE_TYPE) {}
