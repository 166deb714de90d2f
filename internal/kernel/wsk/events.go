package wsk

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Event callbacks are called for an open socket, with the context that it was
// made with. Some are lent something: the socket of a connection, a list of
// received data. What they return says whether the driver keeps it.

// EventCall is one way in which WSK calls an event callback.
type EventCall struct {
	State state.State
	Args  []domain.Value
	Dead  bool           // it is handed NULL: the socket is of no more use
	lent  int32          // the object that the callback is lent, or none
	outs  []domain.Value // where it leaves the context and the table of an accepted socket
}

// Cells of a socket's object: the table of its callbacks, and that they are no longer
// called.
const (
	eventsCell = "events"
	deadCell   = "dead"
)

// listens is the table of the callbacks of a socket that is made, and what they
// are given, as far as it is known.
func (m *Client) listens(st *state.State, r *follow.Call) (table, context domain.Value, known bool) {
	known = true
	for i, v := range r.Args {
		switch {
		case v.K == domain.Ptr && m.holdsEvents(st, v):
			if i > 0 {
				context = r.Args[i-1]
			}
			return v.Plain(), context, true
		case r.Call.Roles[i] == summary.Context && v.K != domain.Ptr && v.K != domain.Int:
			known = false
		}
	}
	return domain.Number(0), domain.Number(0), known
}

// give stores the callbacks and the context of a socket.
func (m *Client) give(st *state.State, o int32, table, context domain.Value) {
	m.Put(st, o, m.Paths.Below(0, eventsCell), table)
	m.Put(st, o, m.Paths.Below(0, contextCell), context)
}

// holdsEvents reports whether v points to a table of event callbacks.
func (m *Client) holdsEvents(st *state.State, v domain.Value) bool {
	return m.InstalledSo(st, func(c *follow.Installed) bool { return irql.Event(c.Slot) && m.holdsEvent(st, v, c.Slot, c.Func) })
}

// holdsEvent reports whether the table at v, or one that it points to, has fn in
// a slot: a stream socket has a table of tables.
func (m *Client) holdsEvent(st *state.State, v domain.Value, slot string, fn domain.Value) bool {
	cell := func(v domain.Value, name string) domain.Value {
		w, _ := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, name)))
		return w
	}
	if cell(v, slot).Plain() == fn.Plain() {
		return true
	}
	return slices.ContainsFunc([]string{"Listen", "Connect"}, func(name string) bool {
		sub := cell(v, name)
		return sub.K == domain.Ptr && cell(sub, slot).Plain() == fn.Plain()
	})
}

// How many lists of received data a driver keeps at a time: two, or as many as it compares
// a number with that it counts them in, within bounds.
const (
	maxLent  = 2
	mostLent = 6
)

// EventCalls are the ways in which WSK may call c in st: for each open socket that
// c is a callback of; with what it lends, and with NULL, which says that the
// socket is of no more use. Of a socket whose table is not known nothing is lent.
func (m *Client) EventCalls(st state.State, c follow.Installed) []EventCall {
	var out []EventCall
	unknown := false
	m.sockets.Of(&st).Each(func(o int32, s Socket) bool {
		table, known := st.Mem.Get(state.Key(o, m.Paths.Below(0, eventsCell)))
		_, dead := st.Mem.Get(state.Key(o, m.Paths.Below(0, deadCell)))
		_, gone := st.Mem.Get(state.Key(o, m.Paths.Below(0, c.Slot)))
		if s.SocketPhase != typestate.SocketOpen || dead || gone || m.muted(&st, o) || known && (table.K != domain.Ptr || !m.holdsEvent(&st, table, c.Slot, c.Func)) || !known && unknown {
			return true
		}
		unknown = unknown || !known
		context, ok := st.Mem.Get(state.Key(o, m.Paths.Below(0, contextCell)))
		if !ok {
			context = domain.Value{K: domain.Any}
		}
		if known && m.Scope.Lent {
			out = append(out, m.eventCalls(st, c, o, s, context)...)
		} else {
			out = append(out, m.vagueCall(st, c))
		}
		return true
	})
	return out
}

// vagueCall is a call with arguments of which nothing is known.
func (m *Client) vagueCall(st state.State, c follow.Installed) EventCall {
	call := EventCall{State: st, Args: make([]domain.Value, m.Prog.Funcs[c.Index()].Params), lent: domain.None}
	for i := range call.Args {
		call.Args[i] = m.Fresh(&call.State, c.Index(), i)
	}
	return call
}

// eventCalls are the ways for one socket.
func (m *Client) eventCalls(st state.State, c follow.Installed, sock int32, s Socket, context domain.Value) []EventCall {
	f := m.Prog.Funcs[c.Index()]
	call := EventCall{State: st, Args: make([]domain.Value, f.Params), lent: domain.None}
	lends := -1
	for i := range call.Args {
		switch {
		case f.Roles[i] == lentRole(c.Slot):
			lends = i
		case i == 0 && context.K != domain.Any && (f.Roles[i] == summary.Context || f.Roles[i] == summary.Out):
			call.Args[i] = context
			continue
		case f.Roles[i] == summary.Out && lends >= 0 && c.Slot == acceptSlot:
			call.Args[i] = domain.Value{K: domain.Ptr, O: m.Allocate(&call.State, "lent", m.lendAt(f, i), "", state.Zeroed)}
			call.outs = append(call.outs, call.Args[i])
			continue
		}
		call.Args[i] = m.Fresh(&call.State, f.Index, i)
	}
	if c.Slot == "WskDisconnectEvent" { // it comes once
		m.Put(&call.State, sock, m.Paths.Below(0, c.Slot), domain.Number(1))
	}
	if lends < 0 {
		return []EventCall{call}
	}
	dead := call
	dead.Dead = true
	m.Put(&dead.State, sock, m.Paths.Below(0, deadCell), domain.Number(1))
	dead.Args = slices.Clone(call.Args)
	dead.Args[lends] = m.UnknownIn(&dead.State, &program.Site{Key: program.Null.In(f.Index, int32(lends)), Fn: f}, domain.Point(0))
	if !m.lend(&call, c, lends, sock, s) {
		return []EventCall{dead}
	}
	return []EventCall{call, dead}
}

const acceptSlot = "WskAcceptEvent"

// lentRole is the role of the parameter by which a callback is lent something.
func lentRole(slot string) summary.Role {
	switch slot {
	case acceptSlot:
		return summary.Socket
	case "WskReceiveEvent", "WskReceiveFromEvent":
		return summary.Indication
	case "WskInspectEvent":
		return summary.InspectID
	}
	return summary.NoRole
}

func (m *Client) lendAt(f *program.Func, i int) *program.Site {
	return &program.Site{Key: program.Lent.In(f.Index, int32(i)), Fn: f, Pos: f.Pos}
}

// lend makes what a callback is lent. It is false where the driver keeps as much
// already as is followed.
func (m *Client) lend(call *EventCall, c follow.Installed, i int, sock int32, s Socket) bool {
	st, at := &call.State, m.lendAt(m.Prog.Funcs[c.Index()], i)
	switch lentRole(c.Slot) {
	case summary.Socket:
		if n := m.opened(st); n >= maxSockets {
			m.unlent(st, c, at, int64(n)-1, "sockets")
			return false
		}
		call.Args[i] = m.newSocket(st, at, &Request{Socket: domain.None, Owner: s.Owner})
	case summary.Indication:
		held := int64(len(m.Things(st, typestate.Data, typestate.Held)))
		if held >= min(max(maxLent, m.Prog.CountsTo(c.Index())+1), mostLent) {
			m.unlent(st, c, at, held, "lists of received data")
			return false
		}
		call.Args[i] = domain.Value{K: domain.Ptr, O: m.Allocate(st, state.DataObject, at, "", state.Random)}
		m.SetOwed(st, call.Args[i].O, Owed{Thing: typestate.Data, Stage: typestate.Lent, Of: sock})
	default:
		return true
	}
	call.lent = call.Args[i].O
	return true
}

// unlent says that a callback is not followed any further with what it would be lent. Where
// the driver counts what it keeps, and may do otherwise with more than these, that matters.
func (m *Client) unlent(st *state.State, c follow.Installed, at *program.Site, held int64, what string) {
	if m.Prog.CountsTo(c.Index()) >= held {
		m.Report.Inconclusive(st, at, follow.Sprintf("%s is followed while the driver keeps at most %d %s, and it counts further", at.Fn.Short, held, what))
	}
}

// calledMeanwhile is the states to which the event callbacks of sockets lead that WSK calls
// while WskDeregister waits for registration k: those that close one of its sockets, or
// start who may.
func (m *Client) calledMeanwhile(st *state.State, k uint64) []state.State {
	var out []state.State
	for _, c := range m.Installed(st) {
		if !irql.Event(c.Slot) || c.Slot == acceptSlot || m.Prog.Reaches(c.Index())&program.Closes == 0 {
			continue
		}
		for _, call := range m.EventCalls(*st, c) {
			out = append(out, m.closing(call, c, k, m.RegistrationAt(st, k))...)
		}
	}
	return out
}

// Event runs a callback in one of these ways, and takes what it returns for its
// word.
func (m *Client) Event(c follow.Installed, call EventCall, text string) []follow.Exit {
	roots := m.Roots
	m.Roots = append(slices.Clone(roots), call.outs...) // WSK reads there behind it
	defer func() { m.Roots = roots }()
	var out []follow.Exit
	for _, e := range m.Run(c.Func, call.Args, m.At(call.State, c.Slot, c.Index()), text) {
		if !e.Panics {
			out = append(out, m.eventReturns(c, call, e)...)
		}
	}
	return out
}

// closing runs a callback, and keeps the states in which it has closed a socket of k, or has
// started what may.
func (m *Client) closing(call EventCall, c follow.Installed, k uint64, was Registration) []state.State {
	st := call.State
	n := len(m.Pending(&st, lives.Anybody))
	act := m.Add(&st, lives.Activity{Kind: lives.Callback, Fn: c.Func, Args: call.Args, Handle: domain.None, At: m.StartOf(m.Prog.Funcs[c.Index()])})
	var out []state.State
	m.Silently(func() {
		done, paused := m.RunActivity(st, act, 0)
		for _, s := range append(done, paused...) {
			if x, ok := m.Owed(&s, call.lent); ok && call.lent >= 0 && x.Stage == typestate.Lent {
				m.notOwed(&s, call.lent) // whatever the callback returns, it is not kept for long
			}
			starts := len(m.Pending(&s, lives.Anybody)) > n && m.Others(&s)&program.Closes != 0
			if starts || m.RegistrationAt(&s, k).Sockets < was.Sockets {
				out = append(out, s)
			}
		}
	})
	return out
}

// Null reports that the code uses, at a place, what an event callback was handed
// NULL for.
func (m *Client) Null(st *state.State, at *program.Site, v domain.Value) bool {
	if !m.IsNull(v) {
		return false
	}
	in, _ := m.Routine(st)
	if text, ok := typestate.DeadText(in.Slot); ok {
		m.Report.Add(st, ruleid.SocketAfterClose, at, follow.Sprintf(text, at.Fn.Short), "", "uses NULL")
	}
	return true
}
