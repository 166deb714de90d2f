package ddi

import "github.com/wskvet/wskvet/internal/irql"

// Routine is what an operation has to do with a routine of the driver's: which one it is,
// when that runs, and what it is handed. A program, its slices and the harness know an
// activity by these rows alone; what it does is in a file of its own, of lives or of the
// rooms of the kernel.
type Routine struct {
	Runs Runs

	// Arms says that the routine runs which was bound before to an object that the
	// operation is handed.
	Arms bool

	// Disarms says that the operation takes back what was armed, if it does not come too late.
	Disarms bool

	// Slot is what the routine is called as: by its row of package irql the level at which
	// it runs, and for one that answers the field of the table of callbacks that holds it.
	Slot string

	// ContextFirst says that the routine finds its context in its first parameter.
	ContextFirst bool

	// Waitable says that the operation stores a handle, and that who waits for the object
	// behind it waits for the end of the routine.
	Waitable bool
}

// Runs is when a routine runs that an operation is handed, or that it names by its slot.
type Runs uint8

// The times.
const (
	Never     Runs = iota
	Beside         // from here on, beside the caller, once
	Armed          // once the object that it is bound to here is armed
	Completed      // once the IRP is completed that it is set in
	Answered       // beside the caller, once: it is the callback of its slot, and called for nothing else
	AnyTime        // as often as the system likes
	Within         // before the operation returns
)

// routines are the operations that have to do with routines. It is read only.
var routines = [Ops]Routine{
	StartThread:       {Runs: Beside, Waitable: true},
	QueueWork:         {Runs: Beside, Arms: true}, // one that the work item was made with
	QueueContextFirst: {Runs: Beside, ContextFirst: true},
	GroupGo:           {Runs: Beside},
	Reinitialize:      {Runs: Beside},

	SetDpc:         {Runs: Armed, Slot: irql.DPC},
	SetThreadedDpc: {Runs: Armed, Slot: irql.ThreadedDPC},
	ArmDpc:         {Arms: true},
	SetTimer:       {Arms: true},
	CancelTimer:    {Arms: true, Disarms: true}, // too late, it may be

	Inject:       {Runs: Beside, Slot: irql.Injected, ContextFirst: true},
	HookOnce:     {Runs: Beside, ContextFirst: true},
	OnCompletion: {Runs: Completed, Slot: irql.Completion},
	OidRequest:   {Runs: Answered, Slot: OidRequestComplete},

	Hook:       {Runs: AnyTime},
	HookIf:     {Runs: AnyTime},
	NewRoutine: {Runs: AnyTime},
	OnceDo:     {Runs: Within},
	RunOnce:    {Runs: Within},
}

// Routine is what op has to do with a routine of the driver's.
func (op Op) Routine() Routine { return routines[op] }

// Starts reports whether op has somebody run beside its caller.
func (op Op) Starts() bool {
	r := routines[op]
	return r.Arms || r.Runs == Beside || r.Runs == Answered
}

// Handed reports whether op is handed a routine with what that is called with.
func (op Op) Handed() bool { return op.Starts() || routines[op].Runs != Never }

// Followed reports whether what becomes of a routine that op is handed is followed from
// there on: the system does not call it at other times.
func (op Op) Followed() bool {
	return op.Starts() || routines[op].Runs == Armed || routines[op].Runs == Completed
}
