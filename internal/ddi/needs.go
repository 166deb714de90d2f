package ddi

import "slices"

// needs are functions that follow what they are first handed, an object. Their pages take
// no NULL there. Of those of frameworks, which take handles, most are not among them: what a
// framework stores in a handle stays nil where the object is not modelled.
var needs = []string{
	"IoDeleteDevice", "IoFreeWorkItem", "IoQueueWorkItem", "IoQueueWorkItemEx", "KeInsertQueueDpc", "KeSetTimer",
	"KeSetTimerEx", "KeCancelTimer", "ExSetTimer", "ExCancelTimer", "ExDeleteTimer", "KeAcquireSpinLock",
	"KeReleaseSpinLock", "ExAcquireFastMutex", "ExReleaseFastMutex", "KeAcquireGuardedMutex", "KeReleaseGuardedMutex",
	"NdisSetTimerObject", "NdisCancelTimerObject", "NdisFreeTimerObject", "FltStartFiltering", "FltUnregisterFilter",
}

// Needs reports whether a function of that name ends in a bug check where it is handed nil
// for the object that it works on.
func Needs(name string) bool { return slices.Contains(needs, name) }

// Handle is the argument that points to where a function of a framework leaves the handle
// of what it makes, where that is needed later and nothing else of it is modelled.
// Page: fltkernel/nf-fltkernel-fltregisterfilter
func Handle(name string) (arg int, ok bool) { return 2, name == "FltRegisterFilter" }

// DriverHandle is the argument that points to where a framework leaves the handle of its
// driver object. Page: wdfdriver/nf-wdfdriver-wdfdrivercreate
func DriverHandle(name string) (arg int, ok bool) { return 4, name == "WdfDriverCreate" }
