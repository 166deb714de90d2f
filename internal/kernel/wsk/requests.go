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

// A request with an IRP completes, with success or failure, before the function
// that takes it returns, or later: then it is a life beside, as a thread is, whose
// end writes the status, opens or closes its socket and runs the completion
// routine.

// way is how a request goes.
type way uint8

const (
	succeeds way = iota // before the call returns
	fails
	either // before the call returns; how, its status tells
	later
	adrift // later, and it is not followed
)

// went notes which way a call has gone, and what is so behind it.
func (m *Client) went(st *state.State, r *follow.Call, w way, state string) {
	switch w {
	case succeeds:
		m.Log(st, finding.Operate, r.At, r.Text()+" succeeds", state)
	case fails:
		m.LogFailure(st, r, state)
	default:
		m.Log(st, finding.Operate, r.At, r.Text(), state)
	}
}

// Bounds of what is pending side by side, of one call and at all: a further
// request ends in the call that makes it. It would tell little that those before
// it have not told.
const (
	MaxOfCall = 2
	maxHeld   = 3
)

// handOver hands an IRP to a WSK function.
func (m *Client) handOver(r *follow.Call, st state.State, q Request) []follow.Outcome {
	irp, ok := m.Irp(r, &st)
	if !ok || !m.Strong(&st, irp.O, irp.P) {
		return m.unheld(r, st, q)
	}
	if i := m.IrpAt(&st, irp); m.IrpBroken(r, &st, irp, typestate.IrpHandOver) {
		switch i.Phase {
		case typestate.IrpPending:
			return nil
		case typestate.IrpFreed: // memory that nobody else has yet: most often the request goes on
			return m.unheld(r, st, q)
		}
		m.setIrp(&st, state.Key(irp.O, irp.P), i.Ready()) // what is wrong with it is said once
	}
	q.Of, q.Irp, q.Own, q.Uses = r.Name(), irp, m.IrpAt(&st, irp).Own(), m.uses(r, &st)
	if q.Own && m.unfit(r, &st, irp) {
		return nil
	}
	m.lastOf[state.Key(irp.O, irp.P)] = q.Of
	act := &lives.Activity{Kind: &q, Fn: domain.Value{K: domain.Int}, Handle: domain.None, At: r.At}
	if i := m.IrpAt(&st, irp); i.Routine == typestate.RoutineSet {
		if fn, ctx, _ := m.Bound(&st, irp); fn.K == domain.Func {
			act.Fn, act.Args = fn, m.routineArgs(fn, irp, ctx)
			if ctx.K == domain.Ptr {
				q.Uses = append(q.Uses, ctx.Plain())
			}
		}
	}
	m.MoveIrp(&st, irp, typestate.IrpHandOver)
	var out []follow.Outcome
	for _, w := range m.ways(r, &st, act) {
		out = append(out, m.goes(r, st, act, w)...)
	}
	return out
}

// ways are the ways of a request. There is a later where the call's result can
// say so. Where the driver sets no completion routine, its model has left out how
// it learns of a completion: then there is a later only if the caller, or what it
// calls, asks for STATUS_PENDING.
func (m *Client) ways(r *follow.Call, st *state.State, act *lives.Activity) []way {
	q := requestOf(act)
	all := []way{either}
	if q.Closes {
		all = []way{succeeds}
	} else if q.Opens || q.Lists || len(r.Call.Results) > 1 || len(r.Call.Results) == 1 && r.Call.Results[0] != summary.Signed {
		all = []way{succeeds, fails}
	}
	says := len(r.Call.Results) == 0 || len(r.Call.Results) == 1 && (r.Call.Results[0] == summary.Signed || r.Call.Results[0] == summary.Unsigned)
	known := act.Fn.K == domain.Func
	armed := known || m.IrpAt(st, q.Irp).Routine == typestate.RoutineSet // by one that is not known
	again := known && slices.Contains(m.Stack, m.Prog.Funcs[act.Fn.N])   // a routine that starts the next request in itself
	if !says || !armed && !m.asks(r.At) || m.Scope.Prompt && !again {
		return all
	}
	same, n := 0, 0
	for _, a := range m.pending(st) {
		n++
		if a.At == r.At {
			same++
		}
	}
	switch {
	case known && !q.Opens && m.Enough(r.At, m.direct(st, act)):
		return []way{adrift}
	case same >= MaxOfCall || n >= maxHeld:
		return all
	case again:
		return []way{later}
	}
	return append(all, later)
}

// goes lets a request go a way.
func (m *Client) goes(r *follow.Call, st state.State, act *lives.Activity, w way) []follow.Outcome {
	q := requestOf(act)
	if w == later || w == adrift {
		if w == later {
			a := *act
			a.Trace = st.Trace
			m.Add(&st, a)
		} else {
			m.letGo(&st, act)
		}
		m.Log(&st, finding.Operate, r.At, r.Text()+" is pending", m.told(&st, q, "IRP pending"))
		if len(r.Call.Results) == 0 {
			return []follow.Outcome{{St: st}}
		}
		return []follow.Outcome{{St: st, Result: domain.Number(program.StatusPending)}}
	}
	states := []state.State{st}
	if q.Closes {
		states = m.cancelled(states, q.Socket)
	}
	var out []follow.Outcome
	for _, s := range states {
		status := m.ends(&s, act, w)
		if q.Opens || q.Closes {
			m.went(&s, r, w, m.told(&s, q, ""))
		}
		for _, s := range m.notify(r, act, s) {
			res := m.answer(&s, r, w, status, q)
			out = append(out, follow.Outcome{St: s, Result: res})
		}
	}
	return out
}

// told is the state that a step of the witness shows.
func (m *Client) told(st *state.State, q *Request, otherwise string) string {
	if s := m.stateOf(st, q.Owner); s != "" && otherwise == "" {
		return s
	}
	return otherwise
}

// unheld is a request whose IRP is not followed, or that has none.
func (m *Client) unheld(r *follow.Call, st state.State, q Request) []follow.Outcome {
	irp, has := r.Arg(summary.Irp)
	m.Surrendered(r, &st)
	if !q.Opens && !q.Lists {
		if q.Closes {
			m.closed(&st, q.Socket)
		}
		return m.Anything(r, st)
	}
	if has && irp.IsNil() && q.Opens {
		return nil // a bugcheck
	}
	var out []follow.Outcome
	pending := has && len(r.Call.Results) == 1 && r.Call.Results[0] == summary.Signed && m.asks(r.At)
	for _, w := range []way{succeeds, fails} {
		s := st
		sock := domain.Number(0)
		switch {
		case w == succeeds && q.Opens:
			sock = m.newSocket(&s, r.At, &q)
			if q.Out.K == domain.Ptr {
				m.Store(&s, q.Out.O, q.Out.P, sock)
			}
		case w == succeeds:
			m.newList(&s, r.At, q.Out)
		}
		status := domain.Number(0)
		if w == fails {
			status = m.UnknownIn(&s, r.At, failure)
		}
		if irp.K == domain.Ptr {
			m.result(&s, irp, status, sock)
		}
		if q.Opens {
			m.went(&s, r, w, m.stateOf(&s, q.Owner))
		}
		if pending {
			out = append(out, follow.Outcome{St: s, Result: domain.Number(program.StatusPending)})
		}
		res := m.Status(&s, r, w == succeeds, sock)
		out = append(out, follow.Outcome{St: s, Result: res})
	}
	return out
}

// asks reports whether the status that the call at a place returns is compared
// with STATUS_PENDING, there or where it is handed.
func (m *Client) asks(at *program.Site) bool {
	yes, ok := m.asked[at.Key]
	if !ok {
		in := &at.Fn.Blocks[at.Key.Block].Instrs[at.Key.Instr]
		q := program.Question{Program: m.Prog, Left: map[int32]bool{}}
		yes = in.Code != summary.Invoke || in.Dst >= 0 && m.Prog.Compares && q.In(at.Fn, in.Dst)
		m.asked[at.Key] = yes
	}
	return yes
}

// CompletesWith lets events that the routine's context leads to be set at any
// time.
func (m *Client) CompletesWith(r *follow.Call, st *state.State) {
	for _, v := range r.Args {
		if v.K == domain.Ptr {
			m.Events(st, v.O, v.P)
		}
	}
}

// Sent has the system call the completion routine of the IRP that a function is
// handed: one of WSK, or a lower driver.
func (m *Client) Sent(r *follow.Call, st *state.State) {
	irp, ok := m.Irp(r, st)
	if !ok {
		return
	}
	slot := irql.Completion
	if r.Op.Wsk() {
		slot = irql.WskCompletion
	}
	if fn, _, at := m.Bound(st, irp); at != "" { // of so many contexts no state is told apart
		m.InstallEach(st, slot, fn, domain.Value{K: domain.Any})
	}
}
