package wdm

// KEVENT is an event that can be waited for.
// Page: kernel/event-objects
type KEVENT struct{ _ uintptr }

// EVENT_TYPE tells events that stay signalled from those that a wait consumes.
// Page: wdm/nf-wdm-keinitializeevent
type EVENT_TYPE int32

// The types of event: a notification event stays signalled until it is cleared.
// Page: wdm/nf-wdm-keinitializeevent
const (
	NotificationEvent EVENT_TYPE = iota
	SynchronizationEvent
)

// KMUTEX is a mutex that can be waited for.
// Page: kernel/introduction-to-mutex-objects
type KMUTEX struct{ _ uintptr }

// KSEMAPHORE is a semaphore that can be waited for.
// Page: kernel/semaphore-objects
type KSEMAPHORE struct{ _ uintptr }

// KWAIT_BLOCK is room for a wait for more than three objects.
// Page: wdm/nf-wdm-kewaitformultipleobjects
type KWAIT_BLOCK struct{ _ uintptr }

// KWAIT_REASON tells why a thread waits; drivers say Executive.
// Page: wdm/nf-wdm-kewaitforsingleobject
type KWAIT_REASON int32

// The reasons to wait that drivers give.
// Page: wdm/nf-wdm-kewaitforsingleobject
const (
	Executive   KWAIT_REASON = 0
	UserRequest KWAIT_REASON = 6
)

// WAIT_TYPE tells whether one object or all of them end a wait.
// Page: wdm/nf-wdm-kewaitformultipleobjects
type WAIT_TYPE int32

// The types of wait.
// Page: wdm/nf-wdm-kewaitformultipleobjects
const (
	WaitAll WAIT_TYPE = iota
	WaitAny
)

// KeInitializeEvent makes an event.
// Any IRQL. Page: wdm/nf-wdm-keinitializeevent
func KeInitializeEvent(event *KEVENT, eventType EVENT_TYPE, state bool) {}

// KeSetEvent signals an event and returns what it was. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-kesetevent
func KeSetEvent(event *KEVENT, increment int32, wait bool) int32 { return 0 }

// KeClearEvent clears an event.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keclearevent
func KeClearEvent(event *KEVENT) {}

// KeResetEvent clears an event and returns what it was.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keresetevent
func KeResetEvent(event *KEVENT) int32 { return 0 }

// KeReadStateEvent is nonzero for a signalled event.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kereadstateevent
func KeReadStateEvent(event *KEVENT) int32 { return 0 }

// KeWaitForSingleObject waits for an event, thread, mutex, semaphore or timer; a
// nil timeout has no end. IRQL <= APC_LEVEL, with a zero timeout DISPATCH_LEVEL.
// Page: wdm/nf-wdm-kewaitforsingleobject
func KeWaitForSingleObject(object any, waitReason KWAIT_REASON, waitMode KPROCESSOR_MODE, alertable bool, timeout *LARGE_INTEGER) NTSTATUS {
	return STATUS_SUCCESS
}

// KeWaitForMultipleObjects waits for one or all of some objects. IRQL <=
// APC_LEVEL, with a zero timeout DISPATCH_LEVEL.
// Page: wdm/nf-wdm-kewaitformultipleobjects
func KeWaitForMultipleObjects(count uint32, object []any, waitType WAIT_TYPE, waitReason KWAIT_REASON, waitMode KPROCESSOR_MODE, alertable bool, timeout *LARGE_INTEGER, waitBlockArray *KWAIT_BLOCK) NTSTATUS {
	return STATUS_SUCCESS
}

// KeWaitForMutexObject is KeWaitForSingleObject for a mutex.
// Page: wdm/nf-wdm-kewaitforsingleobject
func KeWaitForMutexObject(mutex *KMUTEX, waitReason KWAIT_REASON, waitMode KPROCESSOR_MODE, alertable bool, timeout *LARGE_INTEGER) NTSTATUS {
	return STATUS_SUCCESS
}

// KeInitializeMutex makes a mutex that nobody holds.
// Any IRQL. Page: wdm/nf-wdm-keinitializemutex
func KeInitializeMutex(mutex *KMUTEX, level uint32) {}

// KeReleaseMutex gives a mutex up.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-kereleasemutex
func KeReleaseMutex(mutex *KMUTEX, wait bool) int32 { return 0 }

// KeInitializeSemaphore makes a semaphore.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-keinitializesemaphore
func KeInitializeSemaphore(semaphore *KSEMAPHORE, count, limit int32) {}

// KeReleaseSemaphore adds to a semaphore. IRQL <= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-kereleasesemaphore
func KeReleaseSemaphore(semaphore *KSEMAPHORE, increment, adjustment int32, wait bool) int32 {
	return 0
}

// KeDelayExecutionThread sleeps; a negative interval is relative.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-kedelayexecutionthread
func KeDelayExecutionThread(waitMode KPROCESSOR_MODE, alertable bool, interval *LARGE_INTEGER) NTSTATUS {
	return STATUS_SUCCESS
}

// KeEnterCriticalRegion disables normal kernel APCs.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-keentercriticalregion
func KeEnterCriticalRegion() {}

// KeLeaveCriticalRegion enables normal kernel APCs again.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-keleavecriticalregion
func KeLeaveCriticalRegion() {}

// KeEnterGuardedRegion disables all APCs.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-keenterguardedregion
func KeEnterGuardedRegion() {}

// KeLeaveGuardedRegion enables all APCs again.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-keleaveguardedregion
func KeLeaveGuardedRegion() {}

// KeGetCurrentThread is the running thread.
// Any IRQL. Page: wdm/nf-wdm-kegetcurrentthread
func KeGetCurrentThread() *KTHREAD { return nil }

// KeSetPriorityThread sets a thread's priority and returns the old one.
// IRQL = PASSIVE_LEVEL. Page: wdm/nf-wdm-kesetprioritythread
func KeSetPriorityThread(thread *KTHREAD, priority int32) int32 { return 0 }

// KeQuerySystemTime reads the time of day in UTC.
// Any IRQL. Page: wdm/nf-wdm-kequerysystemtimeprecise
func KeQuerySystemTime(currentTime *LARGE_INTEGER) {}

// KeQueryInterruptTime reads the time since start-up.
// Any IRQL. Page: wdm/nf-wdm-kequeryinterrupttime
func KeQueryInterruptTime() uint64 { return 0 }

// KeQueryPerformanceCounter reads the performance counter.
// Any IRQL. Page: wdm/nf-wdm-kequeryperformancecounter
func KeQueryPerformanceCounter(performanceFrequency *LARGE_INTEGER) LARGE_INTEGER {
	return LARGE_INTEGER{}
}

// KeMemoryBarrier orders memory accesses.
// Any IRQL. Page: wdm/nf-wdm-kememorybarrier
func KeMemoryBarrier() {}

// KeBugCheck brings the system down; it does not return.
// Any IRQL. Page: ntddk/nf-ntddk-kebugcheck
func KeBugCheck(bugCheckCode uint32) { panic("bug check") }

// KeBugCheckEx brings the system down; it does not return.
// Any IRQL. Page: wdm/nf-wdm-kebugcheckex
func KeBugCheckEx(bugCheckCode uint32, bugCheckParameter1, bugCheckParameter2, bugCheckParameter3, bugCheckParameter4 uintptr) {
	panic("bug check")
}
