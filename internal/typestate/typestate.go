// Package typestate is the protocol of a WSK registration and of a socket, as
// tables: which event moves which state to which, and which rule it breaks.
// It knows no code; the tables are data, printed and tested alone.
package typestate

import (
	"fmt"
	"strings"

	"github.com/wskvet/wskvet/internal/ruleid"
)

// Phase is where a registration is in its life.
type Phase uint8

// The phases. Unknown is the top of the lattice: anything may have happened.
const (
	Never Phase = iota
	Registered
	Deregistered
	Unknown
)

// MaxCaptures bounds the captures that a typestate counts: a driver that captures for each
// of some things it may have is released as often. MaxSockets is where open sockets
// saturate, that many or more: more than are told apart.
const (
	MaxCaptures = 32
	MaxSockets  = 32
)

// Many captures are counted elsewhere. Unsure is a count that is not known; it decides
// nothing. Positive is one that is not known but for not being zero.
const (
	Many     = MaxCaptures + 1
	Unsure   = MaxCaptures + 2
	Positive = MaxCaptures + 3
)

// Registration is the typestate of one registration.
//
//	Unknown
//	   |
//	Never - Registered(captures, sockets) - Deregistered
//
// States are compared for equality, never ordered: states of different
// typestate are kept apart, so the lattice's height does not bound the work;
// the number of states does (at most 4 x 36 x 36 x 4).
type Registration struct {
	Phase    Phase
	Captures uint8
	Sockets  uint8 // open sockets made through its NPI
	Failed   bool  // a WskRegister failed since the last success
	Released bool  // the last capture of this registration has been released
}

// Event is what happens to a registration.
type Event uint8

// The events.
const (
	RegisterSucceeds Event = iota
	RegisterFails
	Deregister
	CaptureSucceeds
	CaptureFails
	Release
	Use // a function of WSK_PROVIDER_DISPATCH is called through its NPI
	Query
	SocketOpens
	SocketCloses
	events
)

// Fails reports whether it is a call that fails.
func (e Event) Fails() bool { return e == RegisterFails || e == CaptureFails }

// Row is one line of the protocol: in the phases, with these counts, the event
// breaks the rule; Ends says that the call never returns or that the driver
// cannot go on in a known state.
type Row struct {
	Event    Event
	Phase    Phase
	Captures Count
	Sockets  Count
	Failed   Flag
	Released Flag
	Rule     string
	Text     string // what is wrong, with %s for the registration's name
	Ends     bool
}

// Count matches a count.
type Count uint8

// The matches of a count.
const (
	Any Count = iota
	None
	Some
)

// Flag matches a flag.
type Flag uint8

// The matches of a flag.
const (
	Either Flag = iota
	No
	Yes
)

// protocol is the table of what breaks a rule; the first row that matches
// decides. What matches no row is allowed.
// Sources: the pages of WskRegister, WskDeregister, WskCaptureProviderNPI,
// WskReleaseProviderNPI, WskQueryProviderCharacteristics and of WSK_PROVIDER_DISPATCH.
var protocol = []Row{
	{Event: RegisterSucceeds, Phase: Registered, Rule: ruleid.Unbalanced, Text: "WskRegister on %s, which is still registered", Ends: true},
	{Event: RegisterFails, Phase: Registered, Rule: ruleid.Unbalanced, Text: "WskRegister on %s, which is still registered", Ends: true},

	{Event: Deregister, Phase: Never, Failed: Yes, Rule: ruleid.SuccessNotEstablished, Text: "WskDeregister of %s, whose WskRegister failed", Ends: true},
	{Event: Deregister, Phase: Never, Rule: ruleid.SuccessNotEstablished, Text: "WskDeregister of %s, which was never registered", Ends: true},
	{Event: Deregister, Phase: Deregistered, Rule: ruleid.Unbalanced, Text: "second WskDeregister of %s", Ends: true},
	{Event: Deregister, Phase: Registered, Captures: Some, Rule: ruleid.DeregisterCaptured, Text: "WskDeregister of %s waits for ever: its provider NPI is still captured", Ends: true},
	{Event: Deregister, Phase: Registered, Sockets: Some, Rule: ruleid.DeregisterOpenSocket, Text: "WskDeregister of %s waits for ever: a socket is still open", Ends: true},

	{Event: CaptureSucceeds, Phase: Never, Failed: Yes, Rule: ruleid.SuccessNotEstablished, Text: "WskCaptureProviderNPI on %s, whose WskRegister failed", Ends: true},
	{Event: CaptureFails, Phase: Never, Failed: Yes, Rule: ruleid.SuccessNotEstablished, Text: "WskCaptureProviderNPI on %s, whose WskRegister failed", Ends: true},
	{Event: CaptureSucceeds, Phase: Never, Rule: ruleid.SuccessNotEstablished, Text: "WskCaptureProviderNPI on %s, which was never registered", Ends: true},
	{Event: CaptureFails, Phase: Never, Rule: ruleid.SuccessNotEstablished, Text: "WskCaptureProviderNPI on %s, which was never registered", Ends: true},
	{Event: CaptureSucceeds, Phase: Deregistered, Failed: Yes, Rule: ruleid.SuccessNotEstablished, Text: "WskCaptureProviderNPI on %s, whose WskRegister failed", Ends: true},
	{Event: CaptureFails, Phase: Deregistered, Failed: Yes, Rule: ruleid.SuccessNotEstablished, Text: "WskCaptureProviderNPI on %s, whose WskRegister failed", Ends: true},

	{Event: Query, Phase: Never, Failed: Yes, Rule: ruleid.SuccessNotEstablished, Text: "WskQueryProviderCharacteristics on %s, whose WskRegister failed", Ends: true},
	{Event: Query, Phase: Never, Rule: ruleid.SuccessNotEstablished, Text: "WskQueryProviderCharacteristics on %s, which was never registered", Ends: true},
	{Event: Query, Phase: Deregistered, Failed: Yes, Rule: ruleid.SuccessNotEstablished, Text: "WskQueryProviderCharacteristics on %s, whose WskRegister failed", Ends: true},

	{Event: Release, Captures: None, Phase: Never, Released: No, Rule: ruleid.SuccessNotEstablished, Text: "WskReleaseProviderNPI on %s, which was never captured", Ends: true},
	{Event: Release, Captures: None, Phase: Registered, Released: No, Rule: ruleid.SuccessNotEstablished, Text: "WskReleaseProviderNPI on %s, of which no capture succeeded", Ends: true},
	{Event: Release, Captures: None, Phase: Deregistered, Released: No, Rule: ruleid.SuccessNotEstablished, Text: "WskReleaseProviderNPI on %s, of which no capture succeeded", Ends: true},
	{Event: Release, Captures: None, Phase: Never, Rule: ruleid.Unbalanced, Text: "WskReleaseProviderNPI on %s with nothing captured", Ends: true},
	{Event: Release, Captures: None, Phase: Registered, Rule: ruleid.Unbalanced, Text: "WskReleaseProviderNPI on %s with nothing captured", Ends: true},
	{Event: Release, Captures: None, Phase: Deregistered, Rule: ruleid.Unbalanced, Text: "WskReleaseProviderNPI on %s with nothing captured", Ends: true},

	{Event: Use, Captures: None, Phase: Never, Rule: ruleid.DispatchAfterRelease, Text: "called through the provider NPI of %s after its last release", Ends: true},
	{Event: Use, Captures: None, Phase: Registered, Rule: ruleid.DispatchAfterRelease, Text: "called through the provider NPI of %s after its last release", Ends: true},
	{Event: Use, Captures: None, Phase: Deregistered, Rule: ruleid.DispatchAfterRelease, Text: "called through the provider NPI of %s after its last release", Ends: true},
}

func (c Count) matches(n uint8) bool {
	return c == Any || n != Unsure && (c == None) == (n == 0)
}

func (f Flag) matches(b bool) bool { return f == Either || (f == Yes) == b }

// Breaks is the row of the protocol that event e breaks in state r.
func (r Registration) Breaks(e Event) (Row, bool) {
	if r.Phase == Unknown {
		return Row{}, false
	}
	for _, row := range protocol {
		if row.Event == e && row.Phase == r.Phase && row.Captures.matches(r.Captures) && row.Sockets.matches(r.Sockets) &&
			row.Failed.matches(r.Failed) && row.Released.matches(r.Released) {
			return row, true
		}
	}
	return Row{}, false
}

// Next is the state after event e.
func (r Registration) Next(e Event) Registration {
	if r.Phase == Unknown {
		return r.learn(e)
	}
	switch e {
	case RegisterSucceeds:
		return Registration{Phase: Registered}
	case RegisterFails:
		r.Failed, r.Released = true, false
	case Deregister:
		r.Phase, r.Captures, r.Sockets = Deregistered, 0, 0
	case CaptureSucceeds:
		r.Captures, r.Released = up(r.Captures, Many), false // the count comes to nothing by a release alone
	case Release:
		r.Captures, r.Released = down(r.Captures, Many), true
	case SocketOpens:
		r.Sockets = up(r.Sockets, MaxSockets)
	case SocketCloses:
		r.Sockets = down(r.Sockets, MaxSockets)
	}
	return r
}

// learn is what e tells of a registration of which nothing was known: one that is
// registered had not been before. One that has been captured was, so what a second
// WskRegister makes of it is not known either.
func (r Registration) learn(e Event) Registration {
	switch {
	case e == CaptureSucceeds:
		r.Captures = Positive
	case e == RegisterSucceeds && r.Captures == 0:
		return Registration{Phase: Registered}
	}
	return r
}

func up(n, most uint8) uint8 {
	switch n {
	case most, Positive:
		return n
	case Unsure:
		return Positive
	}
	return n + 1
}

func down(n, most uint8) uint8 {
	switch n {
	case 0:
		return 0
	case most, Unsure, Positive:
		return Unsure
	}
	return n - 1
}

// String is the state in words: "registered, 1 capture".
func (r Registration) String() string {
	var parts []string
	switch r.Phase {
	case Never:
		parts = append(parts, "not registered")
	case Registered:
		parts = append(parts, "registered")
	case Deregistered:
		parts = append(parts, "deregistered")
	case Unknown:
		return "unknown"
	}
	parts = append(parts, count(r.Captures, "capture", "captures")...)
	parts = append(parts, count(r.Sockets, "open socket", "open sockets")...)
	return strings.Join(parts, ", ")
}

func count(n uint8, one, more string) []string {
	switch n {
	case 0:
		return nil
	case Many:
		return []string{"many " + more}
	case Unsure:
		return []string{"any number of " + more}
	case Positive:
		return []string{"some " + more}
	case 1:
		return []string{"1 " + one}
	}
	return []string{fmt.Sprintf("%d %s", n, more)}
}
