package ddi

import "slices"

// Members of structures at which operations look by themselves.
const (
	FunctionContext = "FunctionContext" // of NDIS: what a timer's routine is called with
	PeriodMember    = "Period"          // of a timer
	ParentObject    = "ParentObject"    // of a framework object
	ExecutionLevel  = "ExecutionLevel"
	CleanupCallback = "EvtCleanupCallback"
	DestroyCallback = "EvtDestroyCallback"
	QuadPart        = "QuadPart" // of the time that a wait takes

	WorkerRoutine = "WorkerRoutine" // of a work item
	Parameter     = "Parameter"
)

// consulted are all of them. It is read only.
var consulted = []string{CleanupCallback, DestroyCallback, ExecutionLevel, FunctionContext, ParentObject, PeriodMember, QuadPart, WorkerRoutine, Parameter}

// Consulted are the members at which operations look by themselves: what is stored there
// matters, although the driver may read none of them.
func Consulted() []string { return slices.Clone(consulted) }

// Installs reports whether the order in which the system calls a driver rests on op.
func (op Op) Installs() bool {
	switch op {
	case NewDevice, FreeDevice, Framework, NewRoutine, Reinitialize, Hook, HookIf, Unhook, UnhookWait, NotModelled:
		return true
	}
	return false
}

// OnCell reports whether op works on the cell that its first argument is the address of.
func (op Op) OnCell() bool {
	switch op {
	case AtomicStore, EventInit, EventSet, EventClear, EventRead, SemaphoreInit, SemaphoreRelease, QueueInit, QueueInsert,
		QueueFirst, QueueRemove, QueueOver, RundownBegin, RundownEnd, RundownOver, RundownReset, RundownLast, GroupAdd, GroupDone:
		return true
	}
	return op.Atomic()
}

// Fills reports whether an operation makes nothing of what the memory holds that it is
// handed, though it may write it.
func (op Op) Fills() bool {
	return op == Nop || op == Opaque || op == Zero || op == Overwrite
}
