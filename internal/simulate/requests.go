package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// A request with an IRP completes, with success or failure, before the function
// that takes it returns, or later: then it is a life beside, as a thread is, whose
// end writes the status, opens or closes its socket and runs the completion
// routine.

// held is what a request uses until it completes.
type held struct {
	name   string  // of the WSK function
	irp    Value   // its address
	own    bool    // it is the driver\'s own
	owner  uint64  // the registration of the socket that it opens
	opens  bool    // it opens a socket
	closes bool    // it closes its socket
	socket int32   // the socket that it is about, or none
	events Value   // the table of the callbacks of the socket that it opens
	given  Value   // and what they are given
	known  bool    // both are known
	out    Value   // where the socket goes besides, or the list of addresses
	lists  bool    // out is for a list
	uses   []Value // what it reads or writes until then
}

func (h *held) hash() uint64 {
	return valuesHash(combine(h.irp.Hash(), h.owner, bit(h.own)<<3|bit(h.opens)<<2|bit(h.closes)<<1|bit(h.lists), uint64(uint32(h.socket)), h.out.Hash(), h.events.Hash(), h.given.Hash(), bit(h.known)), h.uses)
}

// visit visits the addresses that a request holds.
func (h *held) visit(look func(Value)) {
	look(h.irp)
	look(h.out)
	look(h.given)
	for _, v := range h.uses {
		look(v)
	}
	if h.socket >= 0 {
		look(Value{K: Ptr, O: h.socket})
	}
}

// way is how a request goes.
type way uint8

const (
	succeeds way = iota // before the call returns
	fails
	either // before the call returns; how, its status tells
	later
	adrift // later, and it is not followed
)

// String is what a step of the witness says of a call that goes this way.
func (w way) String() string { return []string{" succeeds", " fails", "", "", ""}[w] }

// Bounds of what is pending side by side, of one call and at all: a further
// request ends in the call that makes it. It would tell little that those before
// it have not told.
const (
	maxOfCall = 2
	maxHeld   = 3
)

// handOver hands an IRP to a WSK function.
func (m *Machine) handOver(r *request, st State, q held) []outcome {
	irp, ok := m.irp(r, &st)
	if !ok || !m.strong(&st, irp.O, irp.P) {
		return m.unheld(r, st, q)
	}
	freed := m.irpAt(&st, irp).Phase == typestate.IrpFreed
	if m.irpBroken(r, &st, irp, typestate.IrpHandOver) {
		if freed { // memory that nobody else has yet: most often the request goes on
			return m.unheld(r, st, q)
		}
		return nil
	}
	q.name, q.irp, q.own, q.uses = r.name(), irp, m.irpAt(&st, irp).Own(), m.uses(r, &st)
	if q.own && m.unfit(r, &st, irp) {
		return nil
	}
	m.lastOf[key(irp.O, irp.P)] = q.name
	act := &activity{fn: Value{K: Int}, handle: none, at: r.at, kind: "request", req: &q}
	if i := m.irpAt(&st, irp); i.Routine == typestate.RoutineSet {
		if fn, ctx, _ := m.bound(&st, irp); fn.K == Func {
			act.fn, act.args = fn, m.routineArgs(fn, irp, ctx)
			if ctx.K == Ptr {
				q.uses = append(q.uses, ctx.Plain())
			}
		}
	}
	m.moveIrp(&st, irp, typestate.IrpHandOver)
	var out []outcome
	for _, w := range m.ways(r, &st, act) {
		out = append(out, m.goes(r, st, act, w)...)
	}
	return out
}

// ways are the ways of a request. There is a later where the call's result can
// say so. Where the driver sets no completion routine, its model has left out how
// it learns of a completion: then there is a later only if the caller, or what it
// calls, asks for STATUS_PENDING.
func (m *Machine) ways(r *request, st *State, act *activity) []way {
	q := act.req
	all := []way{either}
	if q.closes {
		all = []way{succeeds}
	} else if q.opens || q.lists || len(r.call.Results) > 1 || len(r.call.Results) == 1 && r.call.Results[0] != summary.Signed {
		all = []way{succeeds, fails}
	}
	says := len(r.call.Results) == 0 || len(r.call.Results) == 1 && (r.call.Results[0] == summary.Signed || r.call.Results[0] == summary.Unsigned)
	armed := act.fn.K == Func
	if !says || !armed && !m.asks(r.at) {
		return all
	}
	same, n := 0, 0
	for a := st.acts; a != nil; a = a.next {
		if a.req != nil {
			n++
			if a.at == r.at {
				same++
			}
		}
	}
	switch {
	case armed && !q.opens && m.enough(r.at, m.direct(st, act)):
		return []way{adrift}
	case same >= maxOfCall || n >= maxHeld:
		return all
	case armed && slices.Contains(m.stack, m.prog.Funcs[act.fn.N]):
		return []way{later} // a routine that starts the next request in itself
	}
	return append(all, later)
}

// goes lets a request go a way.
func (m *Machine) goes(r *request, st State, act *activity, w way) []outcome {
	if w == later || w == adrift {
		if w == later {
			a := *act
			a.next, a.trace = st.acts, st.trace
			a.rehash()
			st.acts = &a
		} else {
			m.letGo(&st, act)
		}
		m.note(&st, finding.Operate, r.at, r.text()+" is pending", m.told(&st, act.req, "IRP pending"))
		if len(r.call.Results) == 0 {
			return []outcome{{st: st}}
		}
		return []outcome{{st: st, result: integer(program.StatusPending)}}
	}
	states := []State{st}
	if act.req.closes {
		states = m.cancelled(states, act.req.socket)
	}
	var out []outcome
	for _, s := range states {
		status := m.ends(&s, act, w)
		if act.req.opens || act.req.closes {
			m.note(&s, finding.Operate, r.at, r.text()+w.String(), m.told(&s, act.req, ""))
		}
		for _, s := range m.notify(r, act, s) {
			res := m.answer(&s, r, w, status, act.req)
			out = append(out, outcome{st: s, result: res})
		}
	}
	return out
}

// told is the state that a step of the witness shows.
func (m *Machine) told(st *State, q *held, otherwise string) string {
	if s := m.stateOf(st, q.owner); s != "" && otherwise == "" {
		return s
	}
	return otherwise
}

// unheld is a request whose IRP is not followed, or that has none.
func (m *Machine) unheld(r *request, st State, q held) []outcome {
	irp, has := r.arg(summary.Irp)
	m.surrendered(r, &st)
	if !q.opens && !q.lists {
		if q.closes {
			m.closed(&st, q.socket)
		}
		return m.anything(r, st)
	}
	if has && irp.IsNil() && q.opens {
		return nil // a bugcheck
	}
	var out []outcome
	pending := has && len(r.call.Results) == 1 && r.call.Results[0] == summary.Signed && m.asks(r.at)
	for _, w := range []way{succeeds, fails} {
		s := st
		sock := integer(0)
		switch {
		case w == succeeds && q.opens:
			sock = m.newSocket(&s, r.at, &q)
			if q.out.K == Ptr {
				m.store(&s, q.out.O, q.out.P, sock)
			}
		case w == succeeds:
			m.newList(&s, r.at, q.out)
		}
		status := integer(0)
		if w == fails {
			status = m.unknownIn(&s, r.at, failure)
		}
		if irp.K == Ptr {
			m.result(&s, irp, status, sock)
		}
		if q.opens {
			m.note(&s, finding.Operate, r.at, r.text()+w.String(), m.stateOf(&s, q.owner))
		}
		if pending {
			out = append(out, outcome{st: s, result: integer(program.StatusPending)})
		}
		res := m.status(&s, r, w == succeeds, sock)
		out = append(out, outcome{st: s, result: res})
	}
	return out
}
