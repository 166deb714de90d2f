package wdm

// KIRQL is an interrupt request level.
// Page: kernel/managing-hardware-priorities
type KIRQL uint8

// The levels that drivers run at.
// Page: kernel/managing-hardware-priorities
const (
	PASSIVE_LEVEL  KIRQL = 0
	APC_LEVEL      KIRQL = 1
	DISPATCH_LEVEL KIRQL = 2
)

// KPROCESSOR_MODE is the mode that a wait is made for.
// Page: wdm/nf-wdm-kewaitforsingleobject
type KPROCESSOR_MODE int8

// The modes.
// Page: wdm/nf-wdm-kewaitforsingleobject
const (
	KernelMode KPROCESSOR_MODE = 0
	UserMode   KPROCESSOR_MODE = 1
)

// KWAIT_REASON is why a thread waits.
// Page: wdm/nf-wdm-kewaitforsingleobject
type KWAIT_REASON int32

// The reasons that drivers give.
// Page: wdm/nf-wdm-kewaitforsingleobject
const (
	Executive   KWAIT_REASON = 0
	UserRequest KWAIT_REASON = 6
)

// EVENT_TYPE says whether a wait takes the signal of an event away.
// Page: wdm/nf-wdm-keinitializeevent
type EVENT_TYPE int32

// The types of events.
// Page: wdm/nf-wdm-keinitializeevent
const (
	NotificationEvent    EVENT_TYPE = 0
	SynchronizationEvent EVENT_TYPE = 1
)

// WAIT_TYPE says whether one or all of several objects end a wait.
// Page: wdm/nf-wdm-kewaitformultipleobjects
type WAIT_TYPE int32

// The kinds of waits.
// Page: wdm/nf-wdm-kewaitformultipleobjects
const (
	WaitAll WAIT_TYPE = 0
	WaitAny WAIT_TYPE = 1
)

// KEVENT is an event.
// Page: kernel/event-objects
type KEVENT struct{ _ int }

// KSPIN_LOCK is a spin lock: holding it raises the IRQL to DISPATCH_LEVEL.
// Page: kernel/introduction-to-spin-locks
type KSPIN_LOCK struct{ _ int }

// KLOCK_QUEUE_HANDLE is a place in the queue for a spin lock.
// Page: kernel/queued-spin-locks
type KLOCK_QUEUE_HANDLE struct{ _ int }

// KDPC is a deferred procedure call.
// Page: kernel/introduction-to-dpc-objects
type KDPC struct{ _ int }

// KTIMER is a timer.
// Page: kernel/timer-objects-and-dpcs
type KTIMER struct{ _ int }

// KDEFERRED_ROUTINE runs as a DPC, at DISPATCH_LEVEL.
// Page: wdm/nc-wdm-kdeferred_routine
type KDEFERRED_ROUTINE = func(dpc *KDPC, context, argument1, argument2 any)

// KTHREAD is a thread object.
// Page: kernel/windows-kernel-mode-process-and-thread-manager
type KTHREAD struct{ _ int }

// KeInitializeEvent initialises an event, signalled or not.
// Page: wdm/nf-wdm-keinitializeevent
func KeInitializeEvent(event *KEVENT, eventType EVENT_TYPE, state bool) {}

// KeSetEvent signals an event. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-kesetevent
func KeSetEvent(event *KEVENT, increment int32, wait bool) int32 { return 0 }

// KeClearEvent takes an event's signal away.
// Page: wdm/nf-wdm-keclearevent
func KeClearEvent(event *KEVENT) {}

// KeResetEvent takes an event's signal away and returns what it was.
// Page: wdm/nf-wdm-keresetevent
func KeResetEvent(event *KEVENT) int32 { return 0 }

// KeReadStateEvent reads an event's state.
// Page: wdm/nf-wdm-kereadstateevent
func KeReadStateEvent(event *KEVENT) int32 { return 0 }

// KeWaitForSingleObject waits for an event, a thread or another dispatcher object; without a time-out, for as long as it takes. IRQL <= APC_LEVEL to wait.
// Page: wdm/nf-wdm-kewaitforsingleobject
func KeWaitForSingleObject(object any, reason KWAIT_REASON, mode KPROCESSOR_MODE, alertable bool, timeout *LARGE_INTEGER) NTSTATUS {
	return 0
}

// KeWaitForMultipleObjects waits for one or all of several objects.
// Page: wdm/nf-wdm-kewaitformultipleobjects
func KeWaitForMultipleObjects(count uint32, objects []any, wait WAIT_TYPE, reason KWAIT_REASON, mode KPROCESSOR_MODE, alertable bool, timeout *LARGE_INTEGER, blocks any) NTSTATUS {
	return 0
}

// KeDelayExecutionThread lets time pass. IRQL <= APC_LEVEL.
// Page: wdm/nf-wdm-kedelayexecutionthread
func KeDelayExecutionThread(mode KPROCESSOR_MODE, alertable bool, interval *LARGE_INTEGER) NTSTATUS {
	return 0
}

// KeInitializeSpinLock initialises a spin lock.
// Page: wdm/nf-wdm-keinitializespinlock
func KeInitializeSpinLock(lock *KSPIN_LOCK) {}

// KeAcquireSpinLock takes a spin lock and raises the IRQL to DISPATCH_LEVEL.
// Page: wdm/nf-wdm-keacquirespinlock
func KeAcquireSpinLock(lock *KSPIN_LOCK, old *KIRQL) {}

// KeReleaseSpinLock gives a spin lock back and restores the IRQL.
// Page: wdm/nf-wdm-kereleasespinlock
func KeReleaseSpinLock(lock *KSPIN_LOCK, old KIRQL) {}

// KeAcquireSpinLockAtDpcLevel takes a spin lock where the IRQL is DISPATCH_LEVEL already.
// Page: wdm/nf-wdm-keacquirespinlockatdpclevel
func KeAcquireSpinLockAtDpcLevel(lock *KSPIN_LOCK) {}

// KeReleaseSpinLockFromDpcLevel gives such a lock back.
// Page: wdm/nf-wdm-kereleasespinlockfromdpclevel
func KeReleaseSpinLockFromDpcLevel(lock *KSPIN_LOCK) {}

// KeAcquireInStackQueuedSpinLock takes a queued spin lock and raises the IRQL to DISPATCH_LEVEL.
// Page: wdm/nf-wdm-keacquireinstackqueuedspinlock
func KeAcquireInStackQueuedSpinLock(lock *KSPIN_LOCK, handle *KLOCK_QUEUE_HANDLE) {}

// KeReleaseInStackQueuedSpinLock gives a queued spin lock back.
// Page: wdm/nf-wdm-kereleaseinstackqueuedspinlock
func KeReleaseInStackQueuedSpinLock(handle *KLOCK_QUEUE_HANDLE) {}

// KeAcquireInStackQueuedSpinLockAtDpcLevel takes a queued spin lock at DISPATCH_LEVEL.
// Page: wdm/nf-wdm-keacquireinstackqueuedspinlockatdpclevel
func KeAcquireInStackQueuedSpinLockAtDpcLevel(lock *KSPIN_LOCK, handle *KLOCK_QUEUE_HANDLE) {}

// KeReleaseInStackQueuedSpinLockFromDpcLevel gives such a lock back.
// Page: wdm/nf-wdm-kereleaseinstackqueuedspinlockfromdpclevel
func KeReleaseInStackQueuedSpinLockFromDpcLevel(handle *KLOCK_QUEUE_HANDLE) {}

// KeRaiseIrql raises the IRQL.
// Page: wdm/nf-wdm-keraiseirql
func KeRaiseIrql(level KIRQL, old *KIRQL) {}

// KeLowerIrql restores the IRQL.
// Page: wdm/nf-wdm-kelowerirql
func KeLowerIrql(level KIRQL) {}

// KeGetCurrentIrql is the IRQL.
// Page: wdm/nf-wdm-kegetcurrentirql
func KeGetCurrentIrql() KIRQL { return 0 }

// KeInitializeDpc binds a routine to a DPC.
// Page: wdm/nf-wdm-keinitializedpc
func KeInitializeDpc(dpc *KDPC, routine KDEFERRED_ROUTINE, context any) {}

// KeInsertQueueDpc queues a DPC.
// Page: wdm/nf-wdm-keinsertqueuedpc
func KeInsertQueueDpc(dpc *KDPC, argument1, argument2 any) bool { return false }

// KeFlushQueuedDpcs returns when all queued DPCs have run. PASSIVE_LEVEL.
// Page: wdm/nf-wdm-keflushqueueddpcs
func KeFlushQueuedDpcs() {}

// KeInitializeTimer initialises a timer.
// Page: wdm/nf-wdm-keinitializetimer
func KeInitializeTimer(timer *KTIMER) {}

// KeSetTimer starts a timer that queues a DPC.
// Page: wdm/nf-wdm-kesettimer
func KeSetTimer(timer *KTIMER, due LARGE_INTEGER, dpc *KDPC) bool { return false }

// KeSetTimerEx starts a timer that may repeat.
// Page: wdm/nf-wdm-kesettimerex
func KeSetTimerEx(timer *KTIMER, due LARGE_INTEGER, period int32, dpc *KDPC) bool { return false }

// KeCancelTimer stops a timer; its DPC may still run.
// Page: wdm/nf-wdm-kecanceltimer
func KeCancelTimer(timer *KTIMER) bool { return false }

// KeEnterCriticalRegion keeps normal kernel APCs away.
// Page: ntddk/nf-ntddk-keentercriticalregion
func KeEnterCriticalRegion() {}

// KeLeaveCriticalRegion lets them in again.
// Page: ntddk/nf-ntddk-keleavecriticalregion
func KeLeaveCriticalRegion() {}

// KeBugCheckEx brings the system down; it does not return.
// Page: wdm/nf-wdm-kebugcheckex
func KeBugCheckEx(code uint32, parameter1, parameter2, parameter3, parameter4 uintptr) {}
