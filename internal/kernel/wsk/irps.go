package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// ---- IRPs

// Irp is the address of the request's IRP.
func (m *Client) Irp(r *follow.Call, st *state.State) (domain.Value, bool) {
	v, ok := r.Arg(summary.Irp)
	if !ok {
		return v, false
	}
	o, p, ok := m.Base(st, v)
	return domain.Value{K: domain.Ptr, O: o, P: p}, ok
}

// Passed says that those of the arguments of function i that are IRPs are passed to
// the driver by the system.
func (m *Client) Passed(st *state.State, i int32, args []domain.Value) {
	for k, role := range m.Prog.Funcs[i].Roles {
		if role != summary.Irp || k >= len(args) {
			continue
		}
		if o, p, ok := m.Base(st, args[k]); ok {
			m.setIrp(st, state.Key(o, p), typestate.Irp{Phase: typestate.IrpUnknown, Passed: true})
		}
	}
}

// MoveIrp moves the IRP at an address by event e.
func (m *Client) MoveIrp(st *state.State, irp domain.Value, e typestate.IrpEvent) {
	i := m.IrpAt(st, irp).Next(e)
	if i == (typestate.Irp{Phase: typestate.IrpCompleted}) && !m.Unknown(st, irp.O, irp.P) {
		i.Phase = typestate.IrpMine // without routines the two are the same
	}
	if i == newIrp(m.Space) && !m.Unknown(st, irp.O, irp.P) {
		m.forgetIrp(st, state.Key(irp.O, irp.P))
		return
	}
	m.setIrp(st, state.Key(irp.O, irp.P), i)
}

// IrpBroken reports a call that the IRP at an address must not meet.
func (m *Client) IrpBroken(r *follow.Call, st *state.State, irp domain.Value, e typestate.IrpEvent) bool {
	name := r.Call.Irp
	if name == "" {
		name = "the IRP"
	}
	if row, broken := m.IrpAt(st, irp).Breaks(e); broken {
		return m.reportIrp(st, irp, row, r.At, r.Name(), name, r.Text())
	}
	m.asIs[state.Key(irp.O, irp.P)] = name
	return false
}

// reportIrp reports a broken row of the protocol of IRPs. It reports false where
// what the driver keeps is not known exactly, so that the IRP may be another.
func (m *Client) reportIrp(st *state.State, irp domain.Value, row typestate.IrpRow, at *program.Site, what, name, last string) bool {
	if !m.Scope.Holds(ruleid.IrpInFlight) {
		return false
	}
	if st.Blurred {
		m.Report.Inconclusive(st, at, "an IRP seems to be pending or freed, but what the driver keeps is not known exactly")
		return false
	}
	msg := follow.Sprintf(row.Text+"%.0[1]s%.0[2]s%.0[3]s", what, name, m.lastRequest(st, irp))
	m.Report.Irp = state.Key(irp.O, irp.P)
	m.Report.Add(st, ruleid.IrpInFlight, at, msg, name, last)
	m.Report.Irp = 0
	return true
}

// lastRequest names the function that has the IRP, or has had it last.
func (m *Client) lastRequest(st *state.State, irp domain.Value) string {
	if a := m.requestWith(st, irp); a != nil {
		return requestOf(a).Of
	}
	if name, ok := m.lastOf[state.Key(irp.O, irp.P)]; ok {
		return name
	}
	return "the last request"
}

// IrpCall is a call that frees an IRP, makes it ready for another request, or asks
// for its request to be cancelled.
func (m *Client) IrpCall(r *follow.Call, st state.State, e typestate.IrpEvent) []follow.Outcome {
	irp, ok := m.Irp(r, &st)
	if !ok || !m.Strong(&st, irp.O, irp.P) {
		return m.Anything(r, st)
	}
	if m.IrpBroken(r, &st, irp, e) || e == typestate.IrpCancel && m.cancelsLate(r, st, irp) {
		return nil
	}
	m.MoveIrp(&st, irp, e)
	if e == typestate.IrpFree {
		m.Remark(&st, r.At, r.Text(), "IRP freed", state.Key(irp.O, irp.P))
	}
	if e == typestate.IrpReuse {
		status := domain.Number(0)
		n := r.Integers()
		switch {
		case len(n) == 0:
		case r.Op == ddi.ReuseIrp:
			status = n[len(n)-1]
		default:
			m.Sized(&st, irp, n[len(n)-1])
		}
		m.result(&st, irp, status, domain.Number(0))
		m.returned(&st, irp, atOnce)
	}
	if e != typestate.IrpCancel && e != typestate.IrpFinish {
		for _, cell := range []string{"routine", "context", "slot"} {
			m.Clear(&st, irp.O, m.Paths.Below(irp.P, cell))
		}
	}
	return m.Anything(r, st)
}

// cancelsLate reports an IoCancelIrp of an IRP whose request may complete just before
// it, where the routine then frees the IRP.
func (m *Client) cancelsLate(r *follow.Call, st state.State, irp domain.Value) bool {
	act := m.requestWith(&st, irp)
	if act == nil || act.Fn.K != domain.Func || m.ActivityEffects(act)&program.Writes == 0 {
		return false
	}
	done, _ := m.RunActivity(st, act, 0)
	for i := range done {
		if m.IrpAt(&done[i], irp).Phase == typestate.IrpFreed && m.IrpBroken(r, &done[i], irp, typestate.IrpCancel) {
			return true
		}
	}
	return false
}

// Surrendered says that somebody else has the request's IRP now and completes it
// at any time.
func (m *Client) Surrendered(r *follow.Call, st *state.State) {
	irp, ok := m.Irp(r, st)
	if !ok {
		return
	}
	m.setIrp(st, state.Key(irp.O, irp.P), typestate.Irp{Phase: typestate.IrpUnknown})
	m.result(st, irp, domain.Value{K: domain.Any}, domain.Value{K: domain.Any})
	fn, ctx, _ := m.Bound(st, irp)
	if fn.K != domain.Func {
		return
	}
	st.Async |= m.Prog.Funcs[fn.N].Reach
	m.Escape(st, fn)
	if ctx.K == domain.Ptr {
		m.Events(st, ctx.O, ctx.P)
	}
}

// ReadsResult reports a read of the status block of an IRP, at o, p, that WSK may
// still write.
func (m *Client) ReadsResult(a *follow.Activation, b, i int32, st *state.State, o, p int32) bool {
	if p <= 0 || m.irps.Of(st).Len() == 0 {
		return false
	}
	if e := m.Paths.Elem[p]; e != "Status" && e != "Information" {
		return false
	}
	up := m.Paths.Up[p]
	if m.Paths.Elem[up] == "IoStatus" {
		up = m.Paths.Up[up]
	}
	irp := domain.Value{K: domain.Ptr, O: o, P: up}
	st0, ok := m.irps.Of(st).Get(state.Key(o, up))
	if !ok {
		return false
	}
	row, broken := st0.Breaks(typestate.IrpRead)
	if !broken {
		return false
	}
	return m.reportIrp(st, irp, row, a.AddressSite(b, i), "", m.asIs[state.Key(o, up)], "reads the result")
}

// TouchesFreed reports a use of object o, which has been freed with an IRP in it.
func (m *Client) TouchesFreed(a *follow.Activation, b, i int32, st *state.State, o int32) (broken bool) {
	if m.irps.Of(st).Len() == 0 {
		return false
	}
	m.irps.Of(st).High(uint32(o), func(k uint64, irp typestate.Irp) bool {
		row, gone := irp.Breaks(typestate.IrpTouch)
		broken = gone && m.reportIrp(st, domain.Value{K: domain.Ptr, O: o, P: state.PathOf(k)}, row, a.AddressSite(b, i), "", m.asIs[k], "uses what has been freed")
		return !broken
	})
	return broken
}

// leftPending reports a frame that is left while a request uses it.
func (m *Client) leftPending(f *program.Func, e *follow.Exit) {
	st := &e.State
	if e.Panics || m.PausedIn(st, f.Index) {
		return
	}
	for _, a := range m.pending(st) {
		q := requestOf(a)
		if m.IrpAt(st, q.Irp).Phase != typestate.IrpPending {
			continue
		}
		q.Visit(func(v domain.Value) {
			if v.K != domain.Ptr || st.Tainted {
				return
			}
			if o := m.Objects[v.O]; !o.Local || o.Site.Fn != f.Index {
				return
			}
			row, _ := m.IrpAt(st, q.Irp).Breaks(typestate.IrpLeave)
			name := m.Objects[v.O].Name + m.Paths.Text(v.P)
			st.Tainted = m.reportIrp(st, q.Irp, row, e.Place, f.Short, name, "returns from "+f.Short)
		})
	}
}

// Released reports that memory of object o goes, or is unlocked, that a request
// uses.
func (m *Client) Released(r *follow.Call, st *state.State, o int32) bool {
	for _, a := range m.pending(st) {
		q := requestOf(a)
		if m.IrpAt(st, q.Irp).Phase != typestate.IrpPending {
			continue
		}
		found := false
		q.Visit(func(v domain.Value) {
			found = found || v.K == domain.Ptr && v.O == o && v != (domain.Value{K: domain.Ptr, O: q.Socket})
		})
		if found {
			row, _ := m.IrpAt(st, q.Irp).Breaks(typestate.IrpRelease)
			return m.reportIrp(st, q.Irp, row, r.At, r.Text(), "what it frees", r.Text())
		}
	}
	return false
}

// IrpsFreed says that the IRPs in object o go with its memory. It reports those that
// have gone before.
func (m *Client) IrpsFreed(r *follow.Call, st *state.State, o int32) (broken bool) {
	m.irps.Of(st).High(uint32(o), func(k uint64, _ typestate.Irp) bool {
		irp := domain.Value{K: domain.Ptr, O: o, P: state.PathOf(k)}
		if !m.Strong(st, irp.O, irp.P) {
			return true
		}
		if row, again := m.IrpAt(st, irp).Breaks(typestate.IrpFree); again {
			broken = m.reportIrp(st, irp, row, r.At, r.Name(), "what "+m.asIs[k]+" is in", r.Text())
			return !broken
		}
		m.MoveIrp(st, irp, typestate.IrpFree)
		m.Remark(st, r.At, r.Text(), "IRP freed", k)
		return true
	})
	return broken
}

// Unsure forgets what is known of the registrations at and below o, p, of the IRPs in o,
// and of those whose requests use it: a function that cannot be read may wait for them.
func (m *Client) Unsure(st *state.State, at *program.Site, o, p int32) {
	m.unsureRegistrations(st, at, o, p)
	for _, a := range m.pending(st) {
		q := requestOf(a)
		q.Visit(func(v domain.Value) {
			if v.K == domain.Ptr && v.O == o && m.IrpAt(st, q.Irp).Phase == typestate.IrpPending {
				m.Report.Inconclusive(st, at, "a function that cannot be read may wait for "+q.Of)
				m.setIrp(st, state.Key(q.Irp.O, q.Irp.P), typestate.Irp{Phase: typestate.IrpUnknown})
			}
		})
	}
}
