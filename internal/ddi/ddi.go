// Package ddi says which operation a call is, by the name of the DDI, and what
// the system does with a function that is installed under a field's name.
// It is data: tables and look-ups, no analysis.
package ddi

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/irql"
)

// Op is what a DDI does, as far as the life cycle of a WSK client cares.
type Op uint8

// The operations.
const (
	None        Op = iota
	Nop            // no effect on anything tracked; the result is unknown
	NotModelled    // stands for the body of a function that a model could not say
	Register
	Deregister
	Capture
	Release
	Query
	Dispatch // a function of WSK_PROVIDER_DISPATCH
	OpenSocket
	FreeAddress
	UseSocket // a function of a socket's dispatch table
	ReleaseData
	Accept
	CloseSocket

	NewIrp
	FreeIrp
	ReuseIrp
	InitIrp
	CancelIrp
	FinishIrp
	OnCompletion

	NewObject  // returns a fresh object or nil
	NewDevice  // status; stores a fresh object through its pointer argument
	FreeObject // the memory is gone, or its pages are unlocked
	FreeInto   // the memory behind the list, or the owner, that it goes back to is gone
	FreeDevice // the memory of a device is
	Zero       // the memory becomes zero
	Overwrite  // what the first argument points to becomes anything
	StartThread
	EndThread
	QueueWork
	QueueContextFirst // the same, and the routine is handed its context first
	SetTimer
	SetDpc
	CancelTimer // takes a DPC or a timer out of its queue
	Flush
	FlushDpcs
	EventInit
	EventSet
	EventClear
	EventRead // returns whether it is set
	SemaphoreInit
	SemaphoreRelease
	QueueInit
	QueueInsert // puts an entry last
	QueueFirst  // puts it first
	QueueRemove // takes the first, once there is one
	QueueOver   // drops all, and lets nobody wait any more
	WaitOne
	WaitAll
	Sleep    // lets others run
	AsObject // hands on its first pointer argument
	AsObjectOut
	ContextOf     // the context space of the object that a handle stands for
	DeviceOf      // the framework device of a queue, a file or a work item
	ParentOf      // the parent of a framework's timer, DPC or work item
	DriverOf      // the framework's driver object
	FileOf        // the file of a framework's request
	FinishRequest // completes a framework's request with a status
	Exclusive     // lets one handle be open of the device that is made of what it is handed
	Rundown       // waits until rundown protection is released
	RundownLast   // the same, and releases what the caller holds
	RundownEnd    // releases rundown protection
	RundownBegin  // acquires it, unless it has been run down
	RundownReset  // makes it ready to be acquired
	RundownOver   // makes it refuse from here on
	NoReturn
	Succeeded // NT_SUCCESS

	Swap
	CompareSwap
	Add // N-th: new value is returned
	Increment
	Decrement
	Or
	And
	Xor
	AddOld // old value is returned
	BitSet
	BitReset
	BitFlip
	BitTest
	AtomicLoad
	AtomicStore
	AtomicCAS // reports whether it swapped
	OnceDo
	RunOnce
	GroupDone
	GroupWait
	GroupAdd
	GroupGo
	CloseChannel
	NonNil // returns something that is not nil

	RaiseIrql   // to the level that it is handed
	LowerIrql   // to the level that it is handed
	CurrentIrql // returns the level
	Raise       // to the level of its row in Shifts, until a Restore
	TryRaise    // the same, or reports that it has not
	Restore
	Lock    // takes a lock that one alone holds, at any level
	TryLock // the same, or reports that it has not
	Unlock
	ArmDpc // queues a DPC
	SetThreadedDpc
	CallDriver    // hands an IRP to another driver
	Hook          // registers callbacks with the system
	HookIf        // the same, or takes one back where its flag says so
	Unhook        // takes them back
	HookOnce      // registers a callback that is called once, where the status says that this is pending
	UnhookWait    // takes callbacks back, and waits for those that run
	Reinitialize  // has a routine called once DriverEntry has succeeded
	KeepContext   // tells a framework the context of what is being opened
	OidRequest    // hands a request to NDIS, which calls a handler once it is answered
	Inject        // hands a packet to the filter engine, which calls a routine once it is through with it
	AwaitInjected // waits for these routines
	NmrRegister
	NmrAttach
	NmrDeregister
	NmrComplete
	NmrWait
	Framework  // hands tables of callbacks to a framework
	NewRoutine // the same, and stores a handle that stands for the routine
	Opaque     // a DDI whose effect is not modelled: returns anything

	// Ops is how many operations there are.
	Ops
)

// Codes of WskControlClient: the pages wsk-cache-sd and wsk-release-sd.
const (
	CacheSD   = 4
	ReleaseSD = 5
)

// Codes that enable event callbacks, of WskControlClient and of WskControlSocket: the
// pages wsk-set-static-event-callbacks and so-wsk-event-callback.
const (
	StaticCallbacks = 7
	EventCallback   = 0x4002
)

// Mark is what a directive or a name says of a function.
type Mark uint8

// The marks.
const (
	NoMark Mark = iota
	Entry
	Unload
	CallbackMark
)

// entry is one row of the table of names.
type entry struct {
	name string
	op   Op
}

// Lookup is the operation of the DDI with a name.
func Lookup(name string) Op {
	if op, ok := byName[name]; ok {
		return op
	}
	return atomic(name)
}

// byName is read only.
var byName = named(index(functions))

// named adds the functions that move the IRQL.
func named(m map[string]Op) map[string]Op {
	moves := [...]Op{irql.Raise: Raise, irql.TryRaise: TryRaise, irql.Restore: Restore}
	for _, s := range irql.Shifts() {
		m[s.Name] = moves[s.Move]
	}
	return m
}

func index(rows []entry) map[string]Op {
	m := make(map[string]Op, len(rows))
	for _, r := range rows {
		m[r.name] = r.op
	}
	return m
}

// Member is the operation of a function or method of Go's standard library, or of a
// function of package wdm that stands for something which C does not have.
func Member(qualified string) Op {
	if op, ok := memberByName[qualified]; ok {
		return op
	}
	if op, ok := standInByName[qualified[strings.LastIndexByte(qualified, '/')+1:]]; ok {
		return op
	}
	if rest, ok := strings.CutPrefix(qualified, "(*sync/atomic."); ok {
		_, method, _ := strings.Cut(rest, ").")
		return atomicByName[method]
	}
	return None
}

// All are read only.
var (
	memberByName  = index(members)
	atomicByName  = index(atomics)
	standInByName = index(standIns)
)

// prefixes begin the names of kernel functions.
var prefixes = []string{"Cm", "Cc", "Ex", "Flt", "Fwpm", "Fwps", "FsRtl", "Hal", "Io", "Kd", "Ke", "Mm", "Ndis", "NetAdapter", "Nmr", "Nt", "Ob", "Pc", "Po", "Port", "Ps", "Rtl", "Rx", "Se", "StorPort", "Tm", "Wdf", "Wmi", "Wsk", "Zw"}

// Named reports whether a name is formed as that of a kernel function.
func Named(name string) bool {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(name, p); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return true
		}
	}
	return false
}

// tables begin the names of the structures by which a driver hands callbacks to the
// system. In others, be they named as C names them, it keeps functions for itself.
var tables = []string{
	"DRIVER_OBJECT", "DRIVER_EXTENSION", "DRIVER_INITIALIZATION_DATA", "FAST_IO_", "FS_FILTER_", "FLT_", "FWPM_", "FWPS_", "HW_",
	"KMDDOD_", "KS", "MINIPORT_", "MINIRDR_", "NDIS_", "NET_ADAPTER_", "NET_PACKET_", "NPI_", "OB_", "RX_", "SCSI_", "STOR_", "UCX_",
	"UDECX_", "VIRTUAL_HW_", "WDF_", "WSK_CLIENT_",
}

// Slot reports whether a function stored to a field of that name, in a
// structure of that type, is called by the system.
func Slot(structure, field string) bool {
	if slices.ContainsFunc(tables, func(p string) bool { return strings.HasPrefix(structure, p) }) {
		return true
	}
	if strings.HasPrefix(field, "Evt") || strings.HasPrefix(field, "Wsk") && strings.HasSuffix(field, "Event") {
		return true
	}
	return IsUnload(field)
}

// unloads are the fields and functions through which drivers are unloaded
// (wsk-rules section 3): the page of each framework's unload callback.
var unloads = []string{"DriverUnload", "EvtDriverUnload", "FilterUnloadCallback", "UnloadHandler", "DxgkDdiUnload"}

// IsUnload reports whether a field of that name holds an unload function.
func IsUnload(field string) bool { return slices.Contains(unloads, field) }

// Dispatches reports whether a slot is that of a dispatch routine, which the system
// passes an IRP to.
func Dispatches(slot string) bool { return strings.HasPrefix(slot, "MajorFunction[") }

// NamedUnload reports whether a function of that name is an unload function
// where no field says so.
func NamedUnload(name string) bool {
	switch strings.ToLower(name) {
	case "driverunload", "unload", "unloaddriver", "evtdriverunload", "filterunload", "filterunloadcallback", "miniportdriverunload", "filterdriverunload":
		return true
	}
	return false
}

// NamedEntry reports whether a function of that name is a driver's entry.
func NamedEntry(name string) bool { return slices.Contains(entries, name) }

// Entries are the names of a driver's entry.
func Entries() []string { return slices.Clone(entries) }

var entries = []string{"DriverEntry", "GsDriverEntry", "FxDriverEntry"}

// Atomic reports whether op is an atomic operation on a cell of memory that it hands
// on.
func (op Op) Atomic() bool { return op >= Swap && op <= AtomicCAS && op != AtomicStore }

// Signals reports whether op may end a wait.
func (op Op) Signals() bool { return slices.Contains(signals, op) }

var signals = []Op{EventSet, SemaphoreRelease, QueueInsert, QueueFirst, QueueOver, GroupDone, RundownEnd, CloseChannel}

// Sets reports whether op ends a wait whatever the state of its object is; what else
// signals counts down to it.
func (op Op) Sets() bool { return op.Signals() && op != GroupDone && op != RundownEnd }

// Lifecycle reports whether op is what the life cycle of a client is about: a function
// of WSK or of the network module registrar.
func (op Op) Lifecycle() bool { return op.Wsk() || op >= NmrRegister && op <= NmrWait }

// LifecycleNames are the names of those functions, in the order of the table.
func LifecycleNames() []string {
	var out []string
	for _, f := range functions {
		if f.op.Lifecycle() {
			out = append(out, f.name)
		}
	}
	return out
}

// Wsk reports whether op belongs to the WSK client interface.
func (op Op) Wsk() bool { return op >= Register && op <= CloseSocket }

// Nmr reports whether op belongs to the network module registrar.
func (op Op) Nmr() bool { return op >= NmrRegister && op <= NmrWait }
