package concrete

// needs are functions that follow what they are first handed: nil is a bug check.
var needs = []string{
	"IoDeleteDevice", "IoFreeWorkItem", "IoQueueWorkItem", "IoQueueWorkItemEx", "ObDereferenceObject",
	"KeInsertQueueDpc", "KeSetTimer", "KeSetTimerEx", "KeCancelTimer", "ExSetTimer", "ExCancelTimer", "ExDeleteTimer",
	"KeAcquireSpinLock", "KeReleaseSpinLock", "ExAcquireFastMutex", "ExReleaseFastMutex", "KeAcquireGuardedMutex",
	"KeReleaseGuardedMutex", "WdfTimerStart", "WdfTimerStop", "WdfDpcEnqueue", "WdfDpcCancel", "WdfWorkItemEnqueue",
	"WdfWorkItemFlush", "WdfSpinLockAcquire", "WdfSpinLockRelease", "WdfWaitLockAcquire", "WdfWaitLockRelease",
	"NdisSetTimerObject", "NdisCancelTimerObject", "NdisFreeTimerObject", "NdisQueueIoWorkItem", "NdisFreeIoWorkItem",
	"NdisAcquireRWLockRead", "NdisAcquireRWLockWrite", "FltStartFiltering", "FltUnregisterFilter",
}
