package typestate

import "github.com/wskvet/wskvet/internal/ruleid"

// Thing is a kind of object for which a client owes something.
type Thing uint8

// The things.
const (
	NmrClient   Thing = iota // from NmrRegisterClient
	Binding                  // the context that NmrClientAttachProvider was handed
	AddressList              // from WskGetAddressInfo
	Descriptor               // from WSK_CACHE_SD or SO_WSK_SECURITY
	Data                     // a list that a receive event was handed
)

// Stage is where a thing is in its life.
type Stage uint8

// The stages.
const (
	Held Stage = iota
	Ending
	Ended
	Lent    // while the callback runs that it was handed
	Leaving // ClientDetachProvider has returned STATUS_PENDING
	Early   // detached before ClientDetachProvider has returned
)

// Happening is what happens to a thing.
type Happening uint8

// The happenings.
const (
	Ends         Happening = iota // it is given back
	Pends                         // it is being given back: NmrDeregisterClient has returned STATUS_PENDING, ClientDetachProvider has not
	Delays                        // ClientDetachProvider has returned STATUS_PENDING
	Completes                     // NmrClientDetachProviderComplete is called
	Called                        // a function of the provider is
	Waited                        // its end has been waited for
	Freed                         // its memory is freed
	Kept                          // the callback that it was lent returns, and keeps it
	Returned                      // it returns without
	Closes                        // its socket is closed
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

// owedRows are the protocol of things; what matches no row changes nothing.
// Sources: the pages of NmrDeregisterClient, NmrWaitForClientDeregisterComplete,
// NPI_CLIENT_DETACH_PROVIDER_FN, NmrClientDetachProviderComplete,
// NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN, Unregistering and Unloading the WSK Client
// (which lets a client call its provider until it has said that it is detached), WskGetAddressInfo, WskFreeAddressInfo,
// WSK_CACHE_SD, WSK_RELEASE_SD, WskReceiveEvent and WskRelease. A callback's work
// item may release data before the callback has said that it keeps them. That a second release is a use of what is gone
// is a conclusion. Addresses and descriptors that are never given back are the
// provider's loss, not a rule's.
var owedRows = []OwedRow{
	{Thing: NmrClient, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: NmrClient, Stage: Held, Happening: Pends, Next: Ending},
	{Thing: NmrClient, Stage: Ending, Happening: Waited, Next: Ended},
	{Thing: NmrClient, Stage: Held, Happening: UnloadLeaves, Next: Held, Rule: ruleid.NmrNotAwaited, Text: "%s can return with an NMR client still registered"},
	{Thing: NmrClient, Stage: Ending, Happening: UnloadLeaves, Next: Ending, Rule: ruleid.NmrNotAwaited, Text: "%s can return before the deregistration of an NMR client has ended"},
	{Thing: NmrClient, Stage: Held, Happening: EntryFails, Next: Held, Rule: ruleid.NmrNotAwaited, Text: "%s can fail with an NMR client still registered: Unload will not run"},
	{Thing: NmrClient, Stage: Ending, Happening: EntryFails, Next: Ending, Rule: ruleid.NmrNotAwaited, Text: "%s can fail before the deregistration of an NMR client has ended"},

	{Thing: Binding, Stage: Held, Happening: Pends, Next: Ending},
	{Thing: Binding, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: Binding, Stage: Ending, Happening: Ends, Next: Ended},
	{Thing: Binding, Stage: Held, Happening: Delays, Next: Leaving},
	{Thing: Binding, Stage: Held, Happening: Completes, Next: Early},
	{Thing: Binding, Stage: Early, Happening: Delays, Next: Ending},
	{Thing: Binding, Stage: Early, Happening: Pends, Next: Ending, Rule: ruleid.Unbalanced, Text: "%s calls NmrClientDetachProviderComplete and does not return STATUS_PENDING: it says twice that the client is detached"},
	{Thing: Binding, Stage: Early, Happening: Completes, Next: Ending, Rule: ruleid.Unbalanced, Text: "second %s of a binding"},
	{Thing: Binding, Stage: Leaving, Happening: Completes, Next: Ending},
	{Thing: Binding, Stage: Ending, Happening: Completes, Next: Ending, Rule: ruleid.Unbalanced, Text: "%s for a binding that is detached already"},
	{Thing: Binding, Stage: Leaving, Happening: Waited, Next: Ended, Rule: ruleid.NmrNotAwaited, Text: "%s waits for ever: ClientDetachProvider has returned STATUS_PENDING, and nothing calls NmrClientDetachProviderComplete"},
	{Thing: Binding, Stage: Ending, Happening: Called, Next: Ending, Rule: ruleid.DispatchAfterRelease, Text: "%s is called through the provider of an NMR client that is detached from it"},
	{Thing: Binding, Stage: Ended, Happening: Called, Next: Ended, Rule: ruleid.DispatchAfterRelease, Text: "%s is called through the provider of an NMR client that is detached from it"},
	{Thing: Binding, Stage: Early, Happening: Called, Next: Early, Rule: ruleid.DispatchAfterRelease, Text: "%s is called through the provider of an NMR client that is detached from it"},
	{Thing: Binding, Stage: Held, Happening: Freed, Next: Ended, Rule: ruleid.NmrNotAwaited, Text: "%s frees the binding context of an NMR client, which ClientCleanupBindingContext is still to be called with"},
	{Thing: Binding, Stage: Leaving, Happening: Freed, Next: Ended, Rule: ruleid.NmrNotAwaited, Text: "%s frees the binding context of an NMR client, which ClientCleanupBindingContext is still to be called with"},
	{Thing: Binding, Stage: Early, Happening: Freed, Next: Ended, Rule: ruleid.NmrNotAwaited, Text: "%s frees the binding context of an NMR client, which ClientCleanupBindingContext is still to be called with"},
	{Thing: Binding, Stage: Ending, Happening: Freed, Next: Ended, Rule: ruleid.NmrNotAwaited, Text: "%s frees the binding context of an NMR client, which ClientCleanupBindingContext is still to be called with"},

	{Thing: AddressList, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: AddressList, Stage: Ended, Happening: Ends, Next: Ended, Rule: ruleid.Unbalanced, Text: "%s of addresses that have been freed already"},

	{Thing: Descriptor, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: Descriptor, Stage: Ended, Happening: Ends, Next: Ended, Rule: ruleid.Unbalanced, Text: "%s with WSK_RELEASE_SD of a security descriptor that has been released already"},

	{Thing: Data, Stage: Lent, Happening: Kept, Next: Held},
	{Thing: Data, Stage: Lent, Happening: Returned, Next: Ended},
	{Thing: Data, Stage: Lent, Happening: Ends, Next: Ending},
	{Thing: Data, Stage: Ending, Happening: Kept, Next: Ended},
	{Thing: Data, Stage: Ending, Happening: Ends, Next: Ended, Rule: ruleid.Unbalanced, Text: "second %s of data"},
	{Thing: Data, Stage: Ending, Happening: Returned, Next: Ended, Rule: ruleid.Unbalanced, Text: "%s calls WskRelease for data that it does not keep: it returns no STATUS_PENDING"},
	{Thing: Data, Stage: Held, Happening: Ends, Next: Ended},
	{Thing: Data, Stage: Held, Happening: Closes, Next: Held, Rule: ruleid.SocketAfterClose, Text: "%s on a socket of which the driver still retains data: they can no longer be released"},
	{Thing: Data, Stage: Ended, Happening: Ends, Next: Ended, Rule: ruleid.Unbalanced, Text: "%s of data that the driver does not retain"},
}

// OwedRowOf is the row for what happens to a thing in a stage.
func OwedRowOf(t Thing, s Stage, h Happening) (OwedRow, bool) {
	for _, row := range owedRows {
		if row.Thing == t && row.Stage == s && row.Happening == h {
			return row, true
		}
	}
	return OwedRow{}, false
}

// String is the thing in words.
func (t Thing) String() string {
	return [...]string{"NMR client", "binding context", "addresses", "security descriptor", "data"}[t]
}

// In is a thing in a stage, in words: "NMR client registered".
func (t Thing) In(s Stage) string {
	words := [...][6]string{
		NmrClient:   {"registered", "being deregistered", "deregistered"},
		Binding:     {"attached", "detached", "cleaned up", "", "being detached", "detached early"},
		AddressList: {"held", "", "freed"},
		Descriptor:  {"cached", "", "released"},
		Data:        {"retained", "released early", "given back", "indicated"},
	}
	return t.String() + " " + words[t][s]
}
