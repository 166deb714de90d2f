package ddi

import "slices"

// needs are functions that follow what they are first handed, an object. Their pages take
// no NULL there. Those of frameworks, which take handles, are not among them: what a
// framework stores in a handle is not modelled, and stays nil.
var needs = []string{
	"IoDeleteDevice", "IoFreeWorkItem", "IoQueueWorkItem", "IoQueueWorkItemEx", "KeInsertQueueDpc", "KeSetTimer",
	"KeSetTimerEx", "KeCancelTimer", "ExSetTimer", "ExCancelTimer", "ExDeleteTimer", "KeAcquireSpinLock",
	"KeReleaseSpinLock", "ExAcquireFastMutex", "ExReleaseFastMutex", "KeAcquireGuardedMutex", "KeReleaseGuardedMutex",
}

// Needs reports whether a function of that name ends in a bug check where it is handed nil
// for the object that it works on.
func Needs(name string) bool { return slices.Contains(needs, name) }
