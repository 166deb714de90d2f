package typestate

// Thing is a kind of object for which a client owes something.
type Thing uint8

// The things.
const (
	NmrClient   Thing = iota // from NmrRegisterClient
	Binding                  // the context that NmrClientAttachProvider was handed
	AddressList              // from WskGetAddressInfo
	Descriptor               // from WSK_CACHE_SD or SO_WSK_SECURITY
)

// Stage is where a thing is in its life.
type Stage uint8

// The stages.
const (
	Held Stage = iota
	Ending
	Ended
)

// Happening is what happens to a thing.
type Happening uint8

// The happenings.
const (
	Ends         Happening = iota // it is given back
	Pends                         // it is being given back: NmrDeregisterClient has returned STATUS_PENDING, ClientDetachProvider has been called
	Waited                        // its end has been waited for
	Freed                         // its memory is freed
	UnloadLeaves                  // the unload function returns
	EntryFails                    // DriverEntry fails: Unload will not run
)

// OwedRow is one line of the protocol of things: what happens to one in a
// stage, the stage behind it, and the rule that it breaks, if it does. Text has
// %s for the function that leaves.
type OwedRow struct {
	Thing     Thing
	Stage     Stage
	Happening Happening
	Next      Stage
	Rule      string
	Text      string
}

// Owed is the protocol of things; what matches no row changes nothing.
// Sources: the pages of NmrDeregisterClient, NmrWaitForClientDeregisterComplete,
// NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN, WskGetAddressInfo, WskFreeAddressInfo,
// WSK_CACHE_SD and WSK_RELEASE_SD. That a second release is a use of what is gone
// is a conclusion. Addresses and descriptors that are never given back are the
// provider's loss, not a rule's.
var Owed = []OwedRow{
	{Thing: NmrClient, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: NmrClient, Stage: Held, Happening: Pends, Next: Ending},
	{Thing: NmrClient, Stage: Ending, Happening: Waited, Next: Ended},
	{Thing: NmrClient, Stage: Held, Happening: UnloadLeaves, Next: Held, Rule: "WSK015", Text: "%s can return with an NMR client still registered"},
	{Thing: NmrClient, Stage: Ending, Happening: UnloadLeaves, Next: Ending, Rule: "WSK015", Text: "%s can return before the deregistration of an NMR client has ended"},
	{Thing: NmrClient, Stage: Held, Happening: EntryFails, Next: Held, Rule: "WSK015", Text: "%s can fail with an NMR client still registered: Unload will not run"},
	{Thing: NmrClient, Stage: Ending, Happening: EntryFails, Next: Ending, Rule: "WSK015", Text: "%s can fail before the deregistration of an NMR client has ended"},

	{Thing: Binding, Stage: Held, Happening: Pends, Next: Ending},
	{Thing: Binding, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: Binding, Stage: Ending, Happening: Ends, Next: Ended},
	{Thing: Binding, Stage: Held, Happening: Freed, Next: Ended, Rule: "WSK015", Text: "%s frees the binding context of an NMR client, which ClientCleanupBindingContext is still to be called with"},
	{Thing: Binding, Stage: Ending, Happening: Freed, Next: Ended, Rule: "WSK015", Text: "%s frees the binding context of an NMR client, which ClientCleanupBindingContext is still to be called with"},

	{Thing: AddressList, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: AddressList, Stage: Ended, Happening: Ends, Next: Ended, Rule: "WSK008", Text: "%s of addresses that have been freed already"},

	{Thing: Descriptor, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: Descriptor, Stage: Ended, Happening: Ends, Next: Ended, Rule: "WSK008", Text: "%s with WSK_RELEASE_SD of a security descriptor that has been released already"},
}

// OwedRowOf is the row for what happens to a thing in a stage.
func OwedRowOf(t Thing, s Stage, h Happening) (OwedRow, bool) {
	for _, row := range Owed {
		if row.Thing == t && row.Stage == s && row.Happening == h {
			return row, true
		}
	}
	return OwedRow{}, false
}

// String is the thing in words.
func (t Thing) String() string {
	return [...]string{"NMR client", "binding context", "addresses", "security descriptor"}[t]
}

// In is a thing in a stage, in words: "NMR client registered".
func (t Thing) In(s Stage) string {
	words := [...][3]string{
		NmrClient:   {"registered", "being deregistered", "deregistered"},
		Binding:     {"attached", "being detached", "detached"},
		AddressList: {"held", "", "freed"},
		Descriptor:  {"cached", "", "released"},
	}
	return t.String() + " " + words[t][s]
}
