package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// How a request ends: what it leaves behind, and its completion routine.

// routineArgs are the arguments of a completion routine, by their types: the
// device object of an IRP of the driver's own is nil.
func (m *Machine) routineArgs(fn, irp, ctx Value) []Value {
	f := m.prog.Funcs[fn.N]
	args := make([]Value, f.Params)
	for i := range args {
		switch {
		case f.Roles[i] == summary.Irp:
			args[i] = irp
		case i == len(args)-1:
			args[i] = ctx
		default:
			args[i] = integer(0)
		}
	}
	return args
}

// cancelled completes what is pending on a socket: its close completes last.
func (m *Machine) cancelled(states []State, socket int32) []State {
	if socket < 0 {
		return states
	}
	return m.await(states, func(a *activity) bool { return a.req != nil && a.req.socket == socket && !a.req.closes })
}

// ends writes what a request leaves behind, and returns its status.
func (m *Machine) ends(st *State, act *activity, w way) Value {
	q := act.req
	status, info := integer(0), Value{K: Any}
	switch w {
	case fails:
		status = m.unknownIn(st, act.at, failure)
	case either:
		status = m.unknownIn(st, act.at, ending)
	}
	switch {
	case w == fails && q.opens:
		info = Value{K: Int, T: strayType}
	case w == fails:
		info = integer(0)
	case q.opens:
		info = m.newSocket(st, act.at, q)
		if q.out.K == Ptr {
			m.store(st, q.out.O, q.out.P, info)
		}
	case q.lists && q.out.K == Ptr:
		m.newList(st, act.at, q.out)
	case q.closes:
		m.closed(st, q.socket)
	}
	m.result(st, q.irp, status, info)
	m.moveIrp(st, q.irp, typestate.IrpComplete)
	if q.closes {
		m.landed(st, false)
	}
	return status
}

// newList makes the list of addresses that a request at a place has found.
func (m *Machine) newList(st *State, at *program.Site, out Value) {
	o := m.allocate(st, "alloc", at, "", true)
	m.store(st, out.O, out.P, Value{K: Ptr, O: o})
	m.owe(st, o, typestate.AddressList)
}

// failure is the statuses with which a request fails: of severity error, as no page
// of a DDI names a warning, and not the one that only a completion routine returns.
// ending is those with which it ends.
var (
	failure = Range{Lo: -1 << 30, Hi: -1}.Without(typestate.MoreProcessing)
	ending  = Range{Lo: -1 << 30, Hi: 0}.Without(typestate.MoreProcessing)
)

// result writes the status block of an IRP: users' own IRPs may have its fields
// directly.
func (m *Machine) result(st *State, irp, status, info Value) {
	for _, p := range []int32{m.paths.below(irp.P, "IoStatus"), irp.P} {
		m.store(st, irp.O, m.paths.below(p, "Status"), status)
		m.store(st, irp.O, m.paths.below(p, "Information"), info)
	}
}

// returned says whether the IRP's request was pending, if the driver asks.
func (m *Machine) returned(st *State, irp Value, pending bool) {
	if m.prog.Returned {
		m.store(st, irp.O, m.paths.below(irp.P, "PendingReturned"), boolean(pending))
	}
}

// notify runs the completion routine of a request that has ended in the call that
// made it. It is a step of the witness where something has come of it.
func (m *Machine) notify(r *request, act *activity, st State) []State {
	m.returned(&st, act.req.irp, false)
	if act.fn.K != Func {
		return []State{st}
	}
	var out []State
	before := st.trace
	if !act.req.opens && !act.req.closes {
		m.remark(&st, r.at, r.text()+" completes before it returns", "IRP complete", key(act.req.irp.O, act.req.irp.P))
	}
	for _, e := range m.callBack(r, st, Installed{Slot: irql.WskCompletion, Func: act.fn}, slices.Clone(act.args)) {
		m.goesOn(act, &e)
		if e.State.trace.Up == st.trace && !e.State.moved(&st) {
			e.State.trace = before
		}
		out = append(out, e.State)
	}
	return out
}

// moved reports whether something that has a typestate has moved since before.
func (st *State) moved(before *State) bool {
	return st.regis.Hash() != before.regis.Hash() || st.sockets.Hash() != before.sockets.Hash() ||
		st.irps.Hash() != before.irps.Hash() || st.owed.Hash() != before.owed.Hash()
}

// completes ends a pending request and runs its completion routine.
func (m *Machine) completes(st State, act *activity) []Exit {
	ways := []way{either}
	switch {
	case act.req.closes:
		ways = []way{succeeds}
	case act.req.opens || act.req.lists:
		ways = []way{succeeds, fails}
	}
	states := []State{st}
	if act.req.closes {
		states = m.cancelled(states, act.req.socket)
	}
	m.cannot++ // the system runs a routine to its end
	defer func() { m.cannot-- }()
	was := st.level
	var out []Exit
	for _, s := range states {
		for _, w := range ways {
			s := s
			m.ends(&s, act, w)
			m.returned(&s, act.req.irp, true)
			m.note(&s, finding.Enter, act.at, act.req.name+[]string{" completes with success", " completes with failure", " completes"}[w], m.told(&s, act.req, ""))
			if act.fn.K != Func {
				out = append(out, Exit{State: s, at: act.at})
				continue
			}
			s = m.At(s, irql.WskCompletion, int32(act.fn.N))
			f := m.prog.Funcs[act.fn.N]
			begin := m.prepare(s, f, act.fn.O, act.args)
			exits := m.run(f, &begin)
			m.ran(f, comesBack(exits))
			for _, e := range exits {
				m.goesOn(act, &e)
				m.changeLevel(&e.State, was)
				out = append(out, e)
			}
		}
	}
	return out
}

// answer is what the call of a request returns that has ended.
func (m *Machine) answer(st *State, r *request, w way, status Value, q *held) Value {
	shapes := r.call.Results
	if len(shapes) == 1 && shapes[0] == summary.Signed {
		return status
	}
	if w == either {
		return m.results(st, r.call, r.at)
	}
	var before []Value
	if q.opens {
		if s, ok := st.mem.Get(key(q.irp.O, m.paths.below(q.irp.P, "Information"))); ok {
			before = []Value{s}
		}
	}
	return m.status(st, r, w == succeeds, before...)
}
