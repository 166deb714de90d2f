package wdm

// WDFWORKITEM is a framework work item.
// Page: wdfworkitem/nf-wdfworkitem-wdfworkitemcreate
type WDFWORKITEM *handle

// WDF_WORKITEM_CONFIG holds what a work item runs.
// Page: wdfworkitem/ns-wdfworkitem-_wdf_workitem_config
type WDF_WORKITEM_CONFIG struct {
	Size                   uint32
	EvtWorkItemFunc        func(workItem WDFWORKITEM)
	AutomaticSerialization bool
}

// WDF_WORKITEM_CONFIG_INIT fills a WDF_WORKITEM_CONFIG.
// Page: wdfworkitem/nf-wdfworkitem-wdf_workitem_config_init
func WDF_WORKITEM_CONFIG_INIT(config *WDF_WORKITEM_CONFIG, evtWorkItemFunc func(workItem WDFWORKITEM)) {
	*config = WDF_WORKITEM_CONFIG{EvtWorkItemFunc: evtWorkItemFunc, AutomaticSerialization: true}
}

// WdfWorkItemCreate makes a work item.
// IRQL <= DISPATCH_LEVEL. Page: wdfworkitem/nf-wdfworkitem-wdfworkitemcreate
func WdfWorkItemCreate(config *WDF_WORKITEM_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES, workItem *WDFWORKITEM) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfWorkItemEnqueue has a system thread run a work item, later.
// IRQL <= DISPATCH_LEVEL. Page: wdfworkitem/nf-wdfworkitem-wdfworkitemenqueue
func WdfWorkItemEnqueue(workItem WDFWORKITEM) {}

// WdfWorkItemFlush waits until a queued work item has run.
// IRQL = PASSIVE_LEVEL. Page: wdfworkitem/nf-wdfworkitem-wdfworkitemflush
func WdfWorkItemFlush(workItem WDFWORKITEM) {}

// WdfWorkItemGetParentObject is the parent of a work item.
// IRQL <= DISPATCH_LEVEL. Page: wdfworkitem/nf-wdfworkitem-wdfworkitemgetparentobject
func WdfWorkItemGetParentObject(workItem WDFWORKITEM) WDFOBJECT { return nil }

// WDFTIMER is a framework timer.
// Page: wdftimer/nf-wdftimer-wdftimercreate
type WDFTIMER *handle

// WDF_TIMER_CONFIG holds what a timer runs, and its period in milliseconds.
// Page: wdftimer/ns-wdftimer-_wdf_timer_config
type WDF_TIMER_CONFIG struct {
	Size                   uint32
	EvtTimerFunc           func(timer WDFTIMER)
	Period                 uint32
	AutomaticSerialization bool
	TolerableDelay         uint32
	UseHighResolutionTimer WDF_TRI_STATE
}

// WDF_TIMER_CONFIG_INIT fills a WDF_TIMER_CONFIG.
// Any IRQL. Page: wdftimer/nf-wdftimer-wdf_timer_config_init
func WDF_TIMER_CONFIG_INIT(config *WDF_TIMER_CONFIG, evtTimerFunc func(timer WDFTIMER)) {
	*config = WDF_TIMER_CONFIG{EvtTimerFunc: evtTimerFunc, AutomaticSerialization: true}
}

// WdfTimerCreate makes a timer.
// IRQL <= DISPATCH_LEVEL. Page: wdftimer/nf-wdftimer-wdftimercreate
func WdfTimerCreate(config *WDF_TIMER_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES, timer *WDFTIMER) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfTimerStart starts a timer; true if it was started before.
// IRQL <= DISPATCH_LEVEL. Page: wdftimer/nf-wdftimer-wdftimerstart
func WdfTimerStart(timer WDFTIMER, dueTime int64) bool { return false }

// WdfTimerStop stops a timer; with wait, IRQL = PASSIVE_LEVEL, it returns after
// the callback.
// Page: wdftimer/nf-wdftimer-wdftimerstop
func WdfTimerStop(timer WDFTIMER, wait bool) bool { return false }

// WdfTimerGetParentObject is the parent of a timer.
// IRQL <= DISPATCH_LEVEL. Page: wdftimer/nf-wdftimer-wdftimergetparentobject
func WdfTimerGetParentObject(timer WDFTIMER) WDFOBJECT { return nil }

// WDFDPC is a framework deferred procedure call.
// Page: wdfdpc/nf-wdfdpc-wdfdpccreate
type WDFDPC *handle

// WDF_DPC_CONFIG holds what a DPC runs.
// Page: wdfdpc/ns-wdfdpc-_wdf_dpc_config
type WDF_DPC_CONFIG struct {
	Size                   uint32
	EvtDpcFunc             func(dpc WDFDPC)
	AutomaticSerialization bool
}

// WdfDpcCreate makes a DPC.
// IRQL <= DISPATCH_LEVEL. Page: wdfdpc/nf-wdfdpc-wdfdpccreate
func WdfDpcCreate(config *WDF_DPC_CONFIG, attributes *WDF_OBJECT_ATTRIBUTES, dpc *WDFDPC) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfDpcGetParentObject is the parent of a DPC.
// Any IRQL. Page: wdfdpc/nf-wdfdpc-wdfdpcgetparentobject
func WdfDpcGetParentObject(dpc WDFDPC) WDFOBJECT { return nil }

// WdfDpcEnqueue queues a DPC; false if it is queued already.
// Any IRQL. Page: wdfdpc/nf-wdfdpc-wdfdpcenqueue
func WdfDpcEnqueue(dpc WDFDPC) bool { return false }

// WdfDpcCancel takes a DPC out of the queue; with wait, IRQL = PASSIVE_LEVEL, it
// returns after the callback.
// Page: wdfdpc/nf-wdfdpc-wdfdpccancel
func WdfDpcCancel(dpc WDFDPC, wait bool) bool { return false }

// WDFSPINLOCK is a framework spin lock; holding it means DISPATCH_LEVEL.
// Page: wdfsync/nf-wdfsync-wdfspinlockcreate
type WDFSPINLOCK *handle

// WdfSpinLockCreate makes a spin lock.
// IRQL <= DISPATCH_LEVEL. Page: wdfsync/nf-wdfsync-wdfspinlockcreate
func WdfSpinLockCreate(spinLockAttributes *WDF_OBJECT_ATTRIBUTES, spinLock *WDFSPINLOCK) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfSpinLockAcquire raises to DISPATCH_LEVEL and takes the lock.
// IRQL <= DISPATCH_LEVEL. Page: wdfsync/nf-wdfsync-wdfspinlockacquire
func WdfSpinLockAcquire(spinLock WDFSPINLOCK) {}

// WdfSpinLockRelease gives the lock up and restores the IRQL.
// IRQL = DISPATCH_LEVEL. Page: wdfsync/nf-wdfsync-wdfspinlockrelease
func WdfSpinLockRelease(spinLock WDFSPINLOCK) {}

// WDFWAITLOCK is a framework lock for PASSIVE_LEVEL.
// Page: wdfsync/nf-wdfsync-wdfwaitlockcreate
type WDFWAITLOCK *handle

// WdfWaitLockCreate makes a wait lock.
// IRQL <= DISPATCH_LEVEL. Page: wdfsync/nf-wdfsync-wdfwaitlockcreate
func WdfWaitLockCreate(lockAttributes *WDF_OBJECT_ATTRIBUTES, lock *WDFWAITLOCK) NTSTATUS {
	return STATUS_SUCCESS
}

// WdfWaitLockAcquire takes the lock; with a time-out it may fail. IRQL =
// PASSIVE_LEVEL, with a zero time-out <= DISPATCH_LEVEL.
// Page: wdfsync/nf-wdfsync-wdfwaitlockacquire
func WdfWaitLockAcquire(lock WDFWAITLOCK, timeout *int64) NTSTATUS { return STATUS_SUCCESS }

// WdfWaitLockRelease gives the lock up.
// IRQL <= DISPATCH_LEVEL. Page: wdfsync/nf-wdfsync-wdfwaitlockrelease
func WdfWaitLockRelease(lock WDFWAITLOCK) {}
