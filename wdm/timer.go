package wdm

// KDPC is a deferred procedure call.
// Page: kernel/introduction-to-dpc-objects
type KDPC struct{ _ uintptr }

// KDEFERRED_ROUTINE is what a DPC runs.
// IRQL = DISPATCH_LEVEL. Page: wdm/nc-wdm-kdeferred_routine
type KDEFERRED_ROUTINE = func(dpc *KDPC, deferredContext, systemArgument1, systemArgument2 any)

// KeInitializeDpc makes a DPC.
// Any IRQL. Page: wdm/nf-wdm-keinitializedpc
func KeInitializeDpc(dpc *KDPC, deferredRoutine KDEFERRED_ROUTINE, deferredContext any) {}

// KeInitializeThreadedDpc makes a DPC that may run at PASSIVE_LEVEL.
// Any IRQL. Page: wdm/nf-wdm-keinitializethreadeddpc
func KeInitializeThreadedDpc(dpc *KDPC, deferredRoutine KDEFERRED_ROUTINE, deferredContext any) {}

// KeInsertQueueDpc queues a DPC; false if it is queued already.
// Any IRQL. Page: wdm/nf-wdm-keinsertqueuedpc
func KeInsertQueueDpc(dpc *KDPC, systemArgument1, systemArgument2 any) bool { return false }

// KeRemoveQueueDpc takes a DPC out of the queue; false if it was not in it and
// may be running.
// Any IRQL. Page: wdm/nf-wdm-keremovequeuedpc
func KeRemoveQueueDpc(dpc *KDPC) bool { return false }

// KeFlushQueuedDpcs waits until all DPCs queued before have run.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-keflushqueueddpcs
func KeFlushQueuedDpcs() {}

// KTIMER is a timer that can be waited for and may queue a DPC.
// Page: kernel/timer-objects
type KTIMER struct{ _ uintptr }

// TIMER_TYPE tells timers that stay signalled from those that a wait consumes.
// Page: wdm/nf-wdm-keinitializetimerex
type TIMER_TYPE int32

// The types of timer.
// Page: wdm/nf-wdm-keinitializetimerex
const (
	NotificationTimer TIMER_TYPE = iota
	SynchronizationTimer
)

// KeInitializeTimer makes a notification timer.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keinitializetimer
func KeInitializeTimer(timer *KTIMER) {}

// KeInitializeTimerEx makes a timer of either type.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keinitializetimerex
func KeInitializeTimerEx(timer *KTIMER, timerType TIMER_TYPE) {}

// KeSetTimer sets a timer, once; true if it was set before.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kesettimer
func KeSetTimer(timer *KTIMER, dueTime LARGE_INTEGER, dpc *KDPC) bool { return false }

// KeSetTimerEx sets a timer, with a period in milliseconds.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kesettimerex
func KeSetTimerEx(timer *KTIMER, dueTime LARGE_INTEGER, period int32, dpc *KDPC) bool { return false }

// KeSetCoalescableTimer sets a timer that may be late.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kesetcoalescabletimer
func KeSetCoalescableTimer(timer *KTIMER, dueTime LARGE_INTEGER, period, tolerableDelay uint32, dpc *KDPC) bool {
	return false
}

// KeCancelTimer takes a timer out of the queue; its DPC may still be queued or
// running.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kecanceltimer
func KeCancelTimer(timer *KTIMER) bool { return false }

// KeReadStateTimer reports whether a timer is signalled.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kereadstatetimer
func KeReadStateTimer(timer *KTIMER) bool { return false }

// EX_TIMER is a timer that the system allocates.
// Page: kernel/exxxxtimer-routines-and-ex-timer-objects
type EX_TIMER struct{ _ uintptr }

// EXT_CALLBACK is what an EX_TIMER runs.
// IRQL = DISPATCH_LEVEL. Page: wdm/nc-wdm-ext_callback
type EXT_CALLBACK = func(timer *EX_TIMER, context any)

// EXT_SET_PARAMETERS refines ExSetTimer.
// Page: wdm/nf-wdm-exinitializesettimerparameters
type EXT_SET_PARAMETERS struct {
	Version         uint32
	Reserved        uint32
	NoWakeTolerance int64
}

// EXT_DELETE_PARAMETERS refines ExDeleteTimer.
// Page: wdm/ns-wdm-_ext_delete_parameters
type EXT_DELETE_PARAMETERS struct {
	Version        uint32
	Reserved       uint32
	DeleteCallback func(context any)
	DeleteContext  any
}

// ExAllocateTimer makes a timer, or is nil; it is owed one ExDeleteTimer.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatetimer
func ExAllocateTimer(callback EXT_CALLBACK, callbackContext any, attributes uint32) *EX_TIMER {
	return nil
}

// ExSetTimer sets a timer; true if it was set before.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exsettimer
func ExSetTimer(timer *EX_TIMER, dueTime, period int64, parameters *EXT_SET_PARAMETERS) bool {
	return false
}

// ExCancelTimer cancels a timer; its callback may be running.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-excanceltimer
func ExCancelTimer(timer *EX_TIMER, parameters any) bool { return false }

// ExDeleteTimer deletes a timer; with cancel and wait it returns after the
// callback. With wait IRQL <= APC_LEVEL, else <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-exdeletetimer
func ExDeleteTimer(timer *EX_TIMER, cancel, wait bool, parameters *EXT_DELETE_PARAMETERS) bool {
	return false
}
