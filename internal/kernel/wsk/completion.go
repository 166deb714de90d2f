package wsk

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// How a request ends: what it leaves behind, and its completion routine.

// routineArgs are the arguments of a completion routine, by their types: the
// device object of an IRP of the driver's own is nil.
func (m *Client) routineArgs(fn, irp, ctx domain.Value) []domain.Value {
	f := m.Prog.Funcs[fn.N]
	args := make([]domain.Value, f.Params)
	for i := range args {
		switch {
		case f.Roles[i] == summary.Irp:
			args[i] = irp
		case i == len(args)-1:
			args[i] = ctx
		default:
			args[i] = domain.Number(0)
		}
	}
	return args
}

// cancelled completes what is pending on a socket: its close completes last.
func (m *Client) cancelled(states []state.State, socket int32) []state.State {
	if socket < 0 {
		return states
	}
	return m.Await(states, func(a *lives.Activity) bool {
		q := requestOf(a)
		return q != nil && q.Socket == socket && !q.Closes
	})
}

// ends writes what a request leaves behind, and returns its status.
func (m *Client) ends(st *state.State, act *lives.Activity, w way) domain.Value {
	q := requestOf(act)
	status, info := domain.Number(0), domain.Value{K: domain.Any}
	switch w {
	case fails:
		status = m.UnknownIn(st, act.At, failure)
	case either:
		status = m.UnknownIn(st, act.At, ending)
	}
	switch {
	case w == fails && q.Opens:
		info = domain.Value{K: domain.Int, T: domain.StrayType}
	case w == fails:
		info = domain.Number(0)
	case q.Opens:
		info = m.newSocket(st, act.At, q)
		if q.Out.K == domain.Ptr {
			m.Store(st, q.Out.O, q.Out.P, info)
		}
	case q.Lists && q.Out.K == domain.Ptr:
		m.newList(st, act.At, q.Out)
	case q.Closes:
		m.closed(st, q.Socket)
	}
	m.result(st, q.Irp, status, info)
	m.MoveIrp(st, q.Irp, typestate.IrpComplete)
	if q.Closes {
		m.Landed(st, lives.Closed)
	}
	return status
}

// newList makes the list of addresses that a request at a place has found.
func (m *Client) newList(st *state.State, at *program.Site, out domain.Value) {
	o := m.Allocate(st, state.AllocObject, at, "", state.Random)
	m.Store(st, out.O, out.P, domain.Value{K: domain.Ptr, O: o})
	m.Owe(st, o, typestate.AddressList)
}

// failure is the statuses with which a request fails: of severity error, as no page
// of a DDI names a warning, and not the one that only a completion routine returns.
// ending is those with which it ends.
var (
	failure = domain.Range{Lo: -1 << 30, Hi: -1}.Without(typestate.MoreProcessing)
	ending  = domain.Range{Lo: -1 << 30, Hi: 0}.Without(typestate.MoreProcessing)
)

// result writes the status block of an IRP: users' own IRPs may have its fields
// directly.
func (m *Client) result(st *state.State, irp, status, info domain.Value) {
	for _, p := range []int32{m.Paths.Below(irp.P, "IoStatus"), irp.P} {
		m.Store(st, irp.O, m.Paths.Below(p, "Status"), status)
		m.Store(st, irp.O, m.Paths.Below(p, "Information"), info)
	}
}

// completion says whether a request ended before the call returned that made it.
type completion bool

const (
	atOnce completion = false
	pended completion = true
)

// returned says whether the IRP's request was pending, if the driver asks.
func (m *Client) returned(st *state.State, irp domain.Value, c completion) {
	if m.Prog.Returned {
		m.Store(st, irp.O, m.Paths.Below(irp.P, "PendingReturned"), domain.Boolean(bool(c)))
	}
}

// notify runs the completion routine of a request that has ended in the call that
// made it. It is a step of the witness where something has come of it.
func (m *Client) notify(r *follow.Call, act *lives.Activity, st state.State) []state.State {
	q := requestOf(act)
	m.returned(&st, q.Irp, atOnce)
	if act.Fn.K != domain.Func {
		return []state.State{st}
	}
	var out []state.State
	before := st.Trace
	if !q.Opens && !q.Closes {
		m.Remark(&st, r.At, r.Text()+" completes before it returns", "IRP complete", state.Key(q.Irp.O, q.Irp.P))
	}
	for _, e := range m.CallBack(r, st, follow.Installed{Slot: irql.WskCompletion, Func: act.Fn}, slices.Clone(act.Args)) {
		m.goesOn(act, &e)
		if e.State.Trace.Up == st.Trace && !m.moved(&st, &e.State) {
			e.State.Trace = before
		}
		out = append(out, e.State)
	}
	return out
}

// Finish ends a pending request and runs its completion routine.
func (m *Client) Finish(st state.State, act *lives.Activity) []follow.Exit {
	q, ways := requestOf(act), []way{either}
	switch {
	case q.Closes:
		ways = []way{succeeds}
	case q.Opens || q.Lists:
		ways = []way{succeeds, fails}
	}
	states := []state.State{st}
	if q.Closes {
		states = m.cancelled(states, q.Socket)
	}
	m.Cannot++ // the system runs a routine to its end
	defer func() { m.Cannot-- }()
	was := st.Level
	var out []follow.Exit
	for _, s := range states {
		for _, w := range ways {
			s := s
			m.ends(&s, act, w)
			m.returned(&s, q.Irp, pended)
			m.Log(&s, finding.Enter, act.At, q.Of+[]string{" completes with success", " completes with failure", " completes"}[w], m.told(&s, q, ""))
			if act.Fn.K != domain.Func {
				out = append(out, follow.Exit{State: s, Place: act.At})
				continue
			}
			m.RunsAs(&s, act, irql.WskCompletion)
			f := m.Prog.Funcs[act.Fn.N]
			m.Prepare(&s, f, act.Fn.O, act.Args)
			exits := m.Perform(f, &s)
			m.Ran(f, follow.ComesBack(exits))
			for _, e := range exits {
				m.goesOn(act, &e)
				e.State.Level = was
				out = append(out, e)
			}
		}
	}
	return out
}

// answer is what the call of a request returns that has ended.
func (m *Client) answer(st *state.State, r *follow.Call, w way, status domain.Value, q *Request) domain.Value {
	shapes := r.Call.Results
	if len(shapes) == 1 && shapes[0] == summary.Signed {
		return status
	}
	if w == either {
		return m.Results(st, r.Call, r.At)
	}
	var before []domain.Value
	if q.Opens {
		if s, ok := st.Mem.Get(state.Key(q.Irp.O, m.Paths.Below(q.Irp.P, "Information"))); ok {
			before = []domain.Value{s}
		}
	}
	return m.Status(st, r, w == succeeds, before...)
}
