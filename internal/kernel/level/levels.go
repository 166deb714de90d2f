// Package level is the IRQL at which code runs, the locks that raise it, and what must not
// be called there.
package level

import (
	"math"
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Levels is the IRQL at which code runs, and what it must not call there.
type Levels struct {
	*lives.Lives
}

// move notes a change of the IRQL in the witness.
func (m *Levels) move(st *state.State, r *follow.Call, v, under domain.Value) {
	was := m.Highest(st)
	m.SetLevel(st, v, under)
	now := m.Highest(st)
	m.Log(st, finding.Operate, r.At, r.Text(), now.String())
	st.Trace.Level, st.Trace.From, st.Trace.To = true, was, now
}

// raise carries out a function that raises the IRQL to n: it leaves the old
// level where the function does, and in the lock or its handle, for forms that
// restore it without being handed it.
func (m *Levels) raise(r *follow.Call, st state.State, n domain.Value) []follow.Outcome {
	if !m.locked(r, &st) {
		return nil
	}
	old := state.OrPassive(st.Level.At)
	if m.Bounds(&st, n).Hi < m.Bounds(&st, old).Lo {
		n = old // it never lowers
	}
	for i, v := range r.Args {
		if v.K == domain.Ptr && m.Strong(&st, v.O, v.P) {
			if r.Call.Roles[i] == summary.Out {
				m.Store(&st, v.O, v.P, old)
			}
			m.Put(&st, v.O, m.Paths.Below(v.P, "irql"), old)
		}
	}
	m.move(&st, r, n, old)
	res := m.Results(&st, r.Call, r.At)
	if len(r.Call.Results) == 1 && r.Call.Results[0] == summary.Unsigned {
		res = old
	}
	return []follow.Outcome{{St: st, Result: res}}
}

// tryRaise raises, or says that it has not.
func (m *Levels) tryRaise(r *follow.Call, st state.State, n domain.Value) []follow.Outcome {
	failed := st
	var out []follow.Outcome
	for _, o := range m.raise(r, st, n) {
		o.Result = domain.Boolean(true)
		out = append(out, o)
	}
	return append(out, follow.Outcome{St: failed, Result: domain.Boolean(false)})
}

// restore carries out a function that restores the IRQL: to the level that it is
// handed, or that the lock or the lock's handle remembers.
func (m *Levels) restore(r *follow.Call, st state.State) []follow.Outcome {
	m.move(&st, r, m.restored(r, &st), domain.Value{})
	m.unlocked(r, &st)
	return m.Anything(r, st)
}

func (m *Levels) restored(r *follow.Call, st *state.State) domain.Value {
	for _, v := range r.Integers() {
		if v.K == domain.Int || v.K == domain.Sym {
			return v.Plain()
		}
	}
	for _, v := range r.Args {
		if v.K != domain.Ptr || !m.Strong(st, v.O, v.P) {
			continue
		}
		if old, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "irql"))); ok && (old.K == domain.Int || old.K == domain.Sym) {
			return old
		}
	}
	return st.Level.Under
}

// Shift carries out a function that moves the IRQL.
func (m *Levels) Shift(r *follow.Call, st state.State) []follow.Outcome {
	switch r.Op {
	case ddi.CurrentIrql:
		if m.AnyGlob { // whoever calls the function decides
			return m.Anything(r, st)
		}
		return []follow.Outcome{{St: st, Result: state.OrPassive(st.Level.At)}}
	case ddi.Raise:
		return m.raise(r, st, domain.Number(int64(irql.RaisesTo(r.Name()))))
	case ddi.TryRaise:
		return m.tryRaise(r, st, domain.Number(int64(irql.RaisesTo(r.Name()))))
	case ddi.Restore:
		return m.restore(r, st)
	}
	n := r.Integers()
	if len(n) == 0 || n[0].K != domain.Int && n[0].K != domain.Sym {
		return m.Anything(r, st)
	}
	if r.Op == ddi.LowerIrql {
		m.move(&st, r, m.lowered(&st, n[0].Plain()), domain.Value{})
		return m.Anything(r, st)
	}
	return m.raise(r, st, n[0].Plain())
}

// lowered is the level to which KeLowerIrql goes. What it is handed must be what the raise
// before it has returned: so it is where the value is so little known that it might raise.
// A constant is what it is. Page: wdm/nf-wdm-kelowerirql
func (m *Levels) lowered(st *state.State, n domain.Value) domain.Value {
	if n.K != domain.Int && m.Bounds(st, n).Hi > int64(m.Highest(st)) {
		return state.OrPassive(st.Level.Under)
	}
	return n
}

// ---- what must not be called

// limit is the highest IRQL at which a call may be made.
func (m *Levels) limit(r *follow.Call, st *state.State) irql.Level {
	most := irql.Level(math.MaxInt8)
	for _, l := range irql.LimitsOf(r.Name()) {
		if l.Most < most && m.speaksOf(l, r, st) {
			most = l.Most
		}
	}
	return most
}

// speaksOf reports whether a limit is about a call, for certain.
func (m *Levels) speaksOf(l irql.Limit, r *follow.Call, st *state.State) bool {
	switch l.When {
	case irql.Waiting:
		n := r.Integers()
		return len(n) > 0 && !m.Bounds(st, n[0]).Has(0)
	case irql.Coded:
		return slices.ContainsFunc(r.Integers(), func(v domain.Value) bool {
			return v.K == domain.Int && slices.Contains(l.Codes, uint32(v.N))
		})
	}
	return true
}

// CheckLevel reports a call that must not be made in the routine at hand, or at
// its IRQL. It reports whether the call can never return.
func (m *Levels) CheckLevel(r *follow.Call, st *state.State) (ends bool) {
	in, routine := m.Routine(st)
	if r.Op == ddi.Deregister && routine && in.Kind == irql.Callback {
		m.Report.Add(st, ruleid.WaitInCallback, r.At, r.Name()+" in "+in.What+" waits for the callback itself", "", r.Text())
		return true
	}
	high := m.Highest(st)
	if high == irql.Passive {
		return false
	}
	if most := m.limit(r, st); high > most {
		m.Report.Add(st, ruleid.Irql, r.At, r.Name()+" "+m.calledAt(st, high, most), "", r.Text())
	}
	return false
}

// calledAt says at which IRQL a call is made, and what raised it.
func (m *Levels) calledAt(st *state.State, high, most irql.Level) string {
	text := "can be called at " + high.String()
	if m.Lowest(st) > most {
		text = "is called at " + high.String()
	}
	s := st.Trace
	for s != nil && (s.From >= high || s.To < high) {
		s = s.Up
	}
	switch {
	case s == nil:
	case s.Level:
		return text + ", after " + s.Text
	default:
		if in, ok := m.Routine(st); ok && int(s.Depth) < len(m.Stack) {
			return text + ": " + m.Stack[s.Depth].Short + " is " + in.What // it was called behind s
		}
	}
	return text
}

// BlocksLoad reports a capture of registration k that waits for ever on the way of
// DriverEntry, or of another callback for which the system waits. One that comes after
// WskDeregister fails at once; one that waits as it is called is let go by it.
func (m *Levels) BlocksLoad(r *follow.Call, st *state.State, k uint64) {
	if m.Awaited == "" || m.Reqs.Deregistered(st, k) {
		return
	}
	if n := r.Integers(); len(n) > 0 && n[0].K == domain.Int && uint32(n[0].N) == math.MaxUint32 {
		m.Report.Add(st, ruleid.CaptureBlocksLoad, r.At, r.Name()+" with WSK_INFINITE_WAIT can keep "+m.Awaited+", and the boot, waiting", "", r.Text())
	}
}

// WaitsInCallback reports a wait in a callback of WSK for what only the
// completion of a request can end. It reports whether the wait never ends.
func (m *Levels) WaitsInCallback(r *follow.Call, st *state.State) (never bool) {
	in, ok := m.Routine(st)
	obj, isPtr := r.Pointer()
	if !ok || in.Kind != irql.Callback || !isPtr || m.Set(st, state.Key(obj.O, obj.P)) {
		return false
	}
	if m.polls(r, st) {
		return false
	}
	ends := false
	for _, a := range m.Pending(st, lives.Requests) {
		ends = ends || m.endedBy(*st, r, obj, a)
	}
	if ends {
		m.Report.Add(st, ruleid.WaitInCallback, r.At, r.Name()+" in "+in.What+" waits for a request that cannot complete before it returns", "", r.Text())
	}
	return ends && !r.TimesOut()
}

// polls reports whether a wait has a time-out of zero: it looks, and does not
// wait.
func (m *Levels) polls(r *follow.Call, st *state.State) bool {
	for i, v := range r.Args {
		if i == 0 || v.K != domain.Ptr || r.Call.Roles[i] != summary.Out {
			continue
		}
		s := *st // to look at the time is not to read it
		t := m.Load(&s, v.O, m.Paths.Below(v.P, ddi.QuadPart), summary.Signed, r.At)
		return m.Bounds(&s, t).Has(0)
	}
	return false
}

// endedBy reports whether the completion of a request sets what is waited for.
func (m *Levels) endedBy(st state.State, r *follow.Call, obj domain.Value, a *lives.Activity) bool {
	if a.Fn.K != domain.Func {
		return false
	}
	m.Put(&st, obj.O, obj.P, domain.Value{K: domain.Int, T: state.EventType})
	ended, cuts := false, m.Cuts
	m.Silently(func() {
		done, paused := m.RunActivity(st, a, 0)
		for _, s := range append(done, paused...) {
			ended = ended || m.Set(&s, state.Key(obj.O, obj.P))
		}
	})
	return ended || m.Cuts != cuts
}
