package ddi

// Awaits is for whom of the driver an operation waits: what those do meanwhile may be what
// stands behind it needs.
type Awaits uint8

// Those that are waited for.
const (
	Nobody  Awaits = iota
	Whose          // who brings about what the object says that it is handed
	Several        // the same of several objects
	Kind           // all activities of a kind, whatever it is handed
	Anybody        // nobody in particular: it lets others run
)

// waits are the operations that wait. It is read only.
var waits = [Ops]Awaits{
	WaitOne: Whose, QueueRemove: Whose, GroupWait: Whose, Rundown: Whose, RundownLast: Whose,
	WaitAll: Several,
	Flush:   Kind, FlushDpcs: Kind, AwaitInjected: Kind, UnhookWait: Kind,
	Sleep: Anybody,
}

// Awaits is for whom op waits.
func (op Op) Awaits() Awaits { return waits[op] }

// Waits reports whether op may wait for others of the driver.
func (op Op) Waits() bool { return waits[op] != Nobody }

// WaitOps are the operations that may.
func WaitOps() []Op {
	var out []Op
	for op := range Ops {
		if op.Waits() {
			out = append(out, op)
		}
	}
	return out
}
