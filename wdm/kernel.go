package wdm

// ExInitializeDriverRuntime makes the pool of the driver one without execution.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-exinitializedriverruntime
func ExInitializeDriverRuntime(runtimeFlags uint32) {}

// ExGetPreviousMode is the mode of the caller of the system.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exgetpreviousmode
func ExGetPreviousMode() KPROCESSOR_MODE { return 0 }

// ExSystemTimeToLocalTime adds the time zone.
// Any IRQL. Page: wdm/nf-wdm-exsystemtimetolocaltime
func ExSystemTimeToLocalTime(systemTime, localTime *LARGE_INTEGER) {}

// ExLocalTimeToSystemTime takes the time zone away.
// Any IRQL. Page: wdm/nf-wdm-exlocaltimetosystemtime
func ExLocalTimeToSystemTime(localTime, systemTime *LARGE_INTEGER) {}

// ExIsResourceAcquiredExclusiveLite reports whether the thread holds a resource alone.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exisresourceacquiredexclusivelite
func ExIsResourceAcquiredExclusiveLite(resource *ERESOURCE) bool { return false }

// ExIsResourceAcquiredSharedLite is how often the thread holds a resource.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exisresourceacquiredsharedlite
func ExIsResourceAcquiredSharedLite(resource *ERESOURCE) uint32 { return 0 }

// ExConvertExclusiveToSharedLite lets others share a resource.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exconvertexclusivetosharedlite
func ExConvertExclusiveToSharedLite(resource *ERESOURCE) {}

// ExNotifyCallback has the routines of a callback object called.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exnotifycallback
func ExNotifyCallback(callbackObject *CALLBACK_OBJECT, argument1, argument2 any) {}

// ExUuidCreate makes a GUID.
// IRQL < DISPATCH_LEVEL. Page: wdm/nf-wdm-exuuidcreate
func ExUuidCreate(uuid *GUID) NTSTATUS { return STATUS_SUCCESS }

// KeReadStateSemaphore is the count of a semaphore.
// Any IRQL. Page: wdm/nf-wdm-kereadstatesemaphore
func KeReadStateSemaphore(semaphore *KSEMAPHORE) int32 { return 0 }

// KeReadStateMutex is one if a mutex is free.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kereadstatemutex
func KeReadStateMutex(mutex *KMUTEX) int32 { return 0 }

// KeQueryTickCount stores how often the clock has ticked.
// Any IRQL. Page: wdm/nf-wdm-kequerytickcount
func KeQueryTickCount(tickCount *LARGE_INTEGER) {}

// KeQueryTimeIncrement is how long a tick of the clock takes.
// Any IRQL. Page: wdm/nf-wdm-kequerytimeincrement
func KeQueryTimeIncrement() uint32 { return 0 }

// KeQuerySystemTimePrecise stores the time.
// Any IRQL. Page: wdm/nf-wdm-kequerysystemtimeprecise
func KeQuerySystemTimePrecise(currentTime *LARGE_INTEGER) {}

// KeStallExecutionProcessor keeps the processor busy.
// Any IRQL. Page: wdm/nf-wdm-kestallexecutionprocessor
func KeStallExecutionProcessor(microSeconds uint32) {}

// KeAreApcsDisabled reports whether the thread takes no normal APC.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keareapcsdisabled
func KeAreApcsDisabled() bool { return false }

// KeAreAllApcsDisabled reports whether the thread takes no APC at all.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keareallapcsdisabled
func KeAreAllApcsDisabled() bool { return false }

// KeTestSpinLock reports whether a lock is free.
// Any IRQL. Page: wdm/nf-wdm-ketestspinlock
func KeTestSpinLock(spinLock *KSPIN_LOCK) bool { return false }

// KeQueryActiveProcessorCount is how many processors there are.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kequeryactiveprocessorcount
func KeQueryActiveProcessorCount(activeProcessors *uintptr) uint32 { return 0 }

// KeQueryActiveProcessorCountEx is how many processors a group has.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kequeryactiveprocessorcountex
func KeQueryActiveProcessorCountEx(groupNumber uint16) uint32 { return 0 }

// KeGetCurrentProcessorNumber is the processor that runs the caller.
// IRQL >= DISPATCH_LEVEL. Page: kernel/processor-groups
func KeGetCurrentProcessorNumber() uint32 { return 0 }

// KeQueryPriorityThread is the priority of a thread.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kequeryprioritythread
func KeQueryPriorityThread(thread *KTHREAD) int32 { return 0 }

// KeSetBasePriorityThread changes the priority of a thread.
// IRQL <= DISPATCH_LEVEL. Page: ntddk/nf-ntddk-kesetbaseprioritythread
func KeSetBasePriorityThread(thread *KTHREAD, increment int32) int32 { return 0 }

// KeSetSystemAffinityThread chooses the processors of the thread.
// IRQL <= DISPATCH_LEVEL. Page: ntddk/nf-ntddk-kesetsystemaffinitythread
func KeSetSystemAffinityThread(affinity uintptr) {}

// KeRevertToUserAffinityThread gives the thread its processors back.
// IRQL <= DISPATCH_LEVEL. Page: ntddk/nf-ntddk-kereverttouseraffinitythread
func KeRevertToUserAffinityThread() {}

// KeSetTargetProcessorDpc chooses the processor of a DPC.
// Any IRQL. Page: wdm/nf-wdm-kesettargetprocessordpc
func KeSetTargetProcessorDpc(dpc *KDPC, number int8) {}

// KeSetImportanceDpc chooses where a DPC is queued.
// Any IRQL. Page: wdm/nf-wdm-kesetimportancedpc
func KeSetImportanceDpc(dpc *KDPC, importance int32) {}

// KAPC_STATE keeps which process a thread is attached to.
// Page: ntifs/nf-ntifs-kestackattachprocess
type KAPC_STATE struct{ _ uintptr }

// KeStackAttachProcess attaches the thread to the address space of a process.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-kestackattachprocess
func KeStackAttachProcess(process *EPROCESS, apcState *KAPC_STATE) {}

// KeUnstackDetachProcess takes the thread back to its own process.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-keunstackdetachprocess
func KeUnstackDetachProcess(apcState *KAPC_STATE) {}

// KQUEUE is a queue of entries for which threads wait.
// Page: ntifs/nf-ntifs-keinitializequeue
type KQUEUE struct{ _ uintptr }

// KeInitializeQueue makes a queue.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-keinitializequeue
func KeInitializeQueue(queue *KQUEUE, count uint32) {}

// KeInsertQueue puts an entry last.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-keinsertqueue
func KeInsertQueue(queue *KQUEUE, entry *LIST_ENTRY) int32 { return 0 }

// KeInsertHeadQueue puts an entry first.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-keinsertheadqueue
func KeInsertHeadQueue(queue *KQUEUE, entry *LIST_ENTRY) int32 { return 0 }

// KeRemoveQueue waits for an entry and takes it.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-keremovequeue
func KeRemoveQueue(queue *KQUEUE, waitMode KPROCESSOR_MODE, timeout *LARGE_INTEGER) *LIST_ENTRY {
	return nil
}

// KeRundownQueue takes all entries of a queue and lets nobody wait for one any more.
// IRQL <= DISPATCH_LEVEL. Page: ntifs/nf-ntifs-kerundownqueue
func KeRundownQueue(queue *KQUEUE) *LIST_ENTRY { return nil }
