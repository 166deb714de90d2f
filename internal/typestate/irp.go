package typestate

// IrpPhase is where an IRP of the driver's own is in its life.
type IrpPhase uint8

// The phases of an IRP. IrpUnknown is the top of the lattice: somebody else may
// have it, or it came from elsewhere.
const (
	IrpMine      IrpPhase = iota // the driver's, ready for a request
	IrpPending                   // WSK has it and completes it, at a time that is not known
	IrpCompleted                 // the driver's again, with the marks of the last request
	IrpFreed
	IrpUnknown
	irpPhases
)

// Routine says whether an IRP has a completion routine.
type Routine uint8

// A model may leave completion routines out altogether. Where one sets any, each
// IRP needs one for each request: IoReuseIrp, IoInitializeIrp and a completion
// take it away.
const (
	RoutineOmitted Routine = iota // the model leaves routines out
	RoutineMissing
	RoutineSet
	routines
)

// Irp is the typestate of an IRP.
type Irp struct {
	Phase   IrpPhase
	Routine Routine
	Passed  bool // to the driver, by the system: it may have no routine, and is not the driver's to free
}

// IrpEvent is what happens to an IRP.
type IrpEvent uint8

// The events of an IRP. IrpLeave and IrpRelease concern what the request holds
// besides the IRP: the event that its routine sets, its buffers, their MDLs.
const (
	IrpArm      IrpEvent = iota // IoSetCompletionRoutine
	IrpHandOver                 // a WSK function takes it
	IrpComplete                 // at once or later, with success or failure
	IrpReuse                    // IoReuseIrp, IoInitializeIrp
	IrpFree                     // IoFreeIrp
	IrpCancel                   // IoCancelIrp: it only asks
	IrpFinish                   // IoCompleteRequest
	IrpRead                     // IoStatus is read
	IrpLeave                    // the function returns whose local variable the request uses
	IrpRelease                  // memory that the request uses is freed, or its pages are unlocked
	IrpTouch                    // memory that the IRP is in is read or written
	irpEvents
)

// IrpRow is one line of the protocol of IRPs: in this phase the event breaks
// WSK010. Text names the call at hand (%[1]s), the IRP or what else the event is
// about (%[2]s) and the request that was made last (%[3]s).
type IrpRow struct {
	Event   IrpEvent
	Phase   IrpPhase
	Routine RoutineMatch
	Passed  bool // only of an IRP that was passed to the driver
	Text    string
}

// RoutineMatch matches a Routine.
type RoutineMatch uint8

// The matches.
const (
	AnyRoutine RoutineMatch = iota
	Missing
	Modelled // set or missing: the model does not leave routines out
)

func (w RoutineMatch) matches(r Routine) bool {
	switch w {
	case Missing:
		return r == RoutineMissing
	case Modelled:
		return r != RoutineOmitted
	}
	return true
}

// irpProtocol is the table of what an IRP must not meet; the first row that
// matches decides. What matches no row is allowed. Every WSK function completes
// its IRP whatever it returns, so after a status other than STATUS_PENDING the
// phase is IrpCompleted.
// Sources: Using IRPs with Winsock Kernel Functions; the pages of the WSK
// functions (buffers stay until the IRP completes), of IoFreeIrp and IoReuseIrp.
var irpProtocol = []IrpRow{
	{Event: IrpArm, Phase: IrpPending, Text: "%[1]s on %[2]s while %[3]s may still be pending"},
	{Event: IrpArm, Phase: IrpFreed, Text: "%[1]s on %[2]s, which has been freed"},

	{Event: IrpHandOver, Phase: IrpPending, Text: "%[1]s is handed %[2]s while %[3]s may still be pending"},
	{Event: IrpHandOver, Phase: IrpFreed, Text: "%[1]s is handed %[2]s, which has been freed"},
	{Event: IrpHandOver, Phase: IrpMine, Routine: Missing, Text: "%[1]s is handed %[2]s, which has no completion routine: IoReuseIrp and each completion take it away"},
	{Event: IrpHandOver, Phase: IrpCompleted, Routine: Modelled, Text: "%[1]s is handed %[2]s, which has not been made ready by IoReuseIrp since %[3]s"},

	{Event: IrpReuse, Phase: IrpPending, Text: "%[1]s on %[2]s while %[3]s may still be pending"},
	{Event: IrpReuse, Phase: IrpFreed, Text: "%[1]s on %[2]s, which has been freed"},

	{Event: IrpFree, Phase: IrpPending, Text: "%[1]s frees %[2]s while %[3]s may still be pending"},
	{Event: IrpFree, Phase: IrpFreed, Text: "second %[1]s of %[2]s"},

	{Event: IrpFree, Phase: IrpUnknown, Passed: true, Text: "%[1]s frees %[2]s, which was passed to the driver"},
	{Event: IrpFree, Phase: IrpCompleted, Passed: true, Text: "%[1]s frees %[2]s, which was passed to the driver"},

	{Event: IrpFinish, Phase: IrpPending, Text: "%[1]s completes %[2]s while %[3]s may still be pending"},

	{Event: IrpCancel, Phase: IrpFreed, Text: "%[1]s on %[2]s, which has been freed"},

	{Event: IrpRead, Phase: IrpPending, Text: "the result of %[3]s is read from %[2]s while it may still be pending"},
	{Event: IrpRead, Phase: IrpFreed, Text: "%[2]s is read after it has been freed"},

	{Event: IrpTouch, Phase: IrpFreed, Text: "what %[2]s is in is used after it has been freed"},

	{Event: IrpLeave, Phase: IrpPending, Text: "%[1]s returns while %[3]s may still be pending and use its %[2]s"},

	{Event: IrpRelease, Phase: IrpPending, Text: "%[1]s while %[3]s may still be pending and use %[2]s"},
}

// Breaks is the row that event e breaks.
func (i Irp) Breaks(e IrpEvent) (IrpRow, bool) {
	for _, row := range irpProtocol {
		if row.Event == e && row.Phase == i.Phase && row.Routine.matches(i.Routine) && (i.Passed || !row.Passed) {
			return row, true
		}
	}
	return IrpRow{}, false
}

// Next is the state after event e.
func (i Irp) Next(e IrpEvent) Irp {
	switch e {
	case IrpArm:
		i.Routine = RoutineSet
	case IrpHandOver:
		i.Phase = IrpPending
	case IrpComplete:
		i.Phase, i.Routine = IrpCompleted, i.lose()
	case IrpReuse:
		i.Phase, i.Routine = IrpMine, i.lose()
	case IrpFree:
		i.Phase = IrpFreed
	case IrpFinish:
		i = Irp{Phase: IrpUnknown} // whoever sent it may free it
	}
	return i
}

// Ready is an IRP that nobody has made ready as if somebody had, with the routine that it
// has, or as one whose routine the model leaves out.
func (i Irp) Ready() Irp {
	i.Phase = IrpMine
	if i.Routine == RoutineMissing {
		i.Routine = RoutineOmitted
	}
	return i
}

// Own reports whether an IRP is known to be the driver's own.
func (i Irp) Own() bool { return !i.Passed && i.Phase != IrpUnknown }

// lose is the routine of an IRP that completes or is made ready.
func (i Irp) lose() Routine {
	if i.Passed {
		return RoutineOmitted
	}
	if i.Routine == RoutineSet {
		return RoutineMissing
	}
	return i.Routine
}

// String is the state in words.
func (i Irp) String() string {
	return []string{"IRP ready", "IRP pending", "IRP complete", "IRP freed", "IRP unknown"}[min(i.Phase, IrpUnknown)]
}
