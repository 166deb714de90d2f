package ddi

import "slices"

// successes are DDIs whose pages document a success besides STATUS_SUCCESS: mostly
// STATUS_PENDING, also the end of a wait, or what another driver says.
var successes = []string{
	"FltSendMessage", "IoAcquireRemoveLock", "IoCallDriver", "IofCallDriver", "KeDelayExecutionThread", "KeWaitForMutexObject",
	"NdisCloseAdapterEx", "NdisFOidRequest", "NdisOidRequest", "NdisOpenAdapterEx", "PcDispatchIrp", "PoCallDriver", "PoRequestPowerIrp",
	"WdfRequestGetStatus", "WdfWaitLockAcquire", "ZwDeviceIoControlFile", "ZwFsControlFile", "ZwNotifyChangeKey", "ZwQueryDirectoryFile",
	"ZwReadFile", "ZwWriteFile",
}

// Fails reports whether the status of a DDI is a failure or STATUS_SUCCESS.
func Fails(name string) bool { return Named(name) && !slices.Contains(successes, name) }
