// Package obligation says what a client of Winsock Kernel owes, an obligation at a time:
// the operations that move it, and the rules that it is broken by. It is data.
package obligation

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/ruleid"
)

// Kind is a kind of obligation.
type Kind uint8

// The kinds. All of them together are what is followed where a driver is small.
const (
	Core     Kind = iota // a registration: made once, undone once, not lost
	Use                  // its provider is called while it is captured
	Sockets              // a socket is used while it is open, and closed: as far as that does not depend on its requests
	Requests             // what a request needs is there until it has ended
	Level                // a call at a level at which it is allowed
	Owed                 // what else is given back, and the network module registrar
)

// Kinds are all kinds.
func Kinds() []Kind { return []Kind{Core, Use, Level, Owed, Sockets, Requests} }

// String is how messages name an obligation.
func (k Kind) String() string {
	return [...]string{"its registration", "the use of its provider", "its sockets", "its requests", "the IRQL of its calls", "what it has to give back"}[k]
}

// rules are those by which an obligation is broken. What belongs to several is reported
// by each that sees it.
var rules = [...][]string{
	Core:     {ruleid.UnloadRegistered, ruleid.DeregisterCaptured, ruleid.DeregisterNotAwaited, ruleid.EntryFailsRegistered, ruleid.SuccessNotEstablished, ruleid.Unbalanced, ruleid.RegistrationLost, ruleid.CaptureBlocksLoad},
	Use:      {ruleid.DispatchAfterRelease, ruleid.SuccessNotEstablished},
	Sockets:  {ruleid.DeregisterOpenSocket, ruleid.SocketAfterClose},
	Requests: {ruleid.DeregisterOpenSocket, ruleid.IrpInFlight, ruleid.SocketAfterClose}, // what a socket may wait for is a request
	Level:    {ruleid.Irql, ruleid.WaitInCallback},
	Owed:     {ruleid.Unbalanced, ruleid.NmrNotAwaited},
}

// Rules are the rules by which an obligation is broken.
func (k Kind) Rules() []string { return rules[k] }

// Along are the rules that end a life along which a broken one of the obligation is
// confirmed, or nil for all. What is wrong with the IRP of a request is a finding of its own,
// and keeps no life from what is behind it.
func (k Kind) Along() []string {
	switch k {
	case Requests:
		return nil
	case Sockets:
		return k.Rules()
	}
	var out []string
	for _, of := range rules {
		out = append(out, of...)
	}
	return slices.DeleteFunc(out, func(rule string) bool { return rule == ruleid.IrpInFlight })
}

// Sockets reports whether the obligation is followed with sockets and requests: with what
// comes of them later, and with what event callbacks are lent.
func (k Kind) Sockets() bool { return k != Core && k != Use }

// Prompt reports whether the obligation is followed as if each request ended before the
// call that makes it returns: what comes of it while requests are pending is asked of
// them.
func (k Kind) Prompt() bool { return k == Sockets }

// Holds reports whether all that moves another obligation moves this one: where that takes
// too much to be followed, so does this.
func (k Kind) Holds(o Kind) bool {
	for op := range ddi.Ops {
		if o.Moves(op) && !k.Moves(op) {
			return false
		}
	}
	return k.Sockets() || !o.Sockets()
}

// Moves reports whether an operation moves the obligation.
func (k Kind) Moves(op ddi.Op) bool {
	switch op {
	case ddi.Register, ddi.Deregister, ddi.Capture, ddi.Release:
		return true
	case ddi.NmrRegister, ddi.NmrDeregister, ddi.NmrAttach, ddi.NmrComplete, ddi.NmrWait:
		return k != Core
	case ddi.Dispatch: // it may enable the callbacks of sockets
		return k != Core
	case ddi.Query, ddi.FreeAddress:
		return k == Use || k == Level || k == Owed || k == Requests
	case ddi.OpenSocket:
		return k != Core && k != Owed
	case ddi.Accept, ddi.CloseSocket, ddi.UseSocket, ddi.ReleaseData:
		return k == Sockets || k == Requests || k == Level || k == Owed && op == ddi.ReleaseData
	case ddi.NewIrp, ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp, ddi.FinishIrp, ddi.OnCompletion:
		return k == Requests || (k == Sockets || k == Level) && op == ddi.OnCompletion
	case ddi.FreeObject, ddi.FreeInto, ddi.Zero, ddi.Overwrite, ddi.CallDriver:
		return k == Requests || k == Owed && (op == ddi.FreeObject || op == ddi.FreeInto)
	case ddi.Raise, ddi.TryRaise, ddi.Restore, ddi.RaiseIrql, ddi.LowerIrql, ddi.CurrentIrql:
		return k == Level
	}
	return false
}
