package simulate

import (
	"math"
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// move notes a change of the IRQL in the witness.
func (m *Machine) move(st *state.State, r *request, v, under Value) {
	was := m.Highest(st)
	m.SetLevel(st, v, under)
	now := m.Highest(st)
	m.note(st, finding.Operate, r.at, r.text(), now.String())
	st.Trace.Level, st.Trace.From, st.Trace.To = true, was, now
}

// raise carries out a function that raises the IRQL to n: it leaves the old
// level where the function does, and in the lock or its handle, for forms that
// restore it without being handed it.
func (m *Machine) raise(r *request, st state.State, n Value) []outcome {
	if !m.locked(r, &st) {
		return nil
	}
	old := state.OrPassive(st.Level.At)
	if m.Bounds(&st, n).Hi < m.Bounds(&st, old).Lo {
		n = old // it never lowers
	}
	for i, v := range r.args {
		if v.K == Ptr && m.Strong(&st, v.O, v.P) {
			if r.call.Roles[i] == summary.Out {
				m.Store(&st, v.O, v.P, old)
			}
			m.Put(&st, v.O, m.Paths.Below(v.P, "irql"), old)
		}
	}
	m.move(&st, r, n, old)
	res := m.results(&st, r.call, r.at)
	if len(r.call.Results) == 1 && r.call.Results[0] == summary.Unsigned {
		res = old
	}
	return []outcome{{st: st, result: res}}
}

// tryRaise raises, or says that it has not.
func (m *Machine) tryRaise(r *request, st state.State, n Value) []outcome {
	failed := st
	var out []outcome
	for _, o := range m.raise(r, st, n) {
		o.result = boolean(true)
		out = append(out, o)
	}
	return append(out, outcome{st: failed, result: boolean(false)})
}

// restore carries out a function that restores the IRQL: to the level that it is
// handed, or that the lock or the lock's handle remembers.
func (m *Machine) restore(r *request, st state.State) []outcome {
	m.move(&st, r, m.restored(r, &st), Value{})
	m.unlocked(r, &st)
	return m.anything(r, st)
}

func (m *Machine) restored(r *request, st *state.State) Value {
	for _, v := range r.integers() {
		if v.K == Int || v.K == Sym {
			return v.Plain()
		}
	}
	for _, v := range r.args {
		if v.K != Ptr || !m.Strong(st, v.O, v.P) {
			continue
		}
		if old, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "irql"))); ok && (old.K == Int || old.K == Sym) {
			return old
		}
	}
	return st.Level.Under
}

// shift carries out a function that moves the IRQL.
func (m *Machine) shift(r *request, st state.State) []outcome {
	switch r.op {
	case ddi.CurrentIrql:
		if m.AnyGlob { // whoever calls the function decides
			return m.anything(r, st)
		}
		return []outcome{{st: st, result: state.OrPassive(st.Level.At)}}
	case ddi.Raise:
		return m.raise(r, st, integer(int64(irql.RaisesTo(r.name()))))
	case ddi.TryRaise:
		return m.tryRaise(r, st, integer(int64(irql.RaisesTo(r.name()))))
	case ddi.Restore:
		return m.restore(r, st)
	}
	n := r.integers()
	if len(n) == 0 || n[0].K != Int && n[0].K != Sym {
		return m.anything(r, st)
	}
	if r.op == ddi.LowerIrql {
		m.move(&st, r, n[0].Plain(), Value{})
		return m.anything(r, st)
	}
	return m.raise(r, st, n[0].Plain())
}

// ---- what must not be called

// limit is the highest IRQL at which a call may be made.
func (m *Machine) limit(r *request, st *state.State) irql.Level {
	most := irql.Level(math.MaxInt8)
	for _, l := range irql.LimitsOf(r.name()) {
		if l.Most < most && m.speaksOf(l, r, st) {
			most = l.Most
		}
	}
	return most
}

// speaksOf reports whether a limit is about a call, for certain.
func (m *Machine) speaksOf(l irql.Limit, r *request, st *state.State) bool {
	switch l.When {
	case irql.Waiting:
		n := r.integers()
		return len(n) > 0 && !m.Bounds(st, n[0]).Has(0)
	case irql.Coded:
		return slices.ContainsFunc(r.integers(), func(v Value) bool {
			return v.K == Int && slices.Contains(l.Codes, uint32(v.N))
		})
	}
	return true
}

// checkLevel reports a call that must not be made in the routine at hand, or at
// its IRQL. It reports whether the call can never return.
func (m *Machine) checkLevel(r *request, st *state.State) (ends bool) {
	in, routine := m.routine(st)
	if r.op == ddi.Deregister && routine && in.Kind == irql.Callback {
		m.report.add(st, "WSK013", r.at, r.name()+" in "+in.What+" waits for the callback itself", "", r.text())
		return true
	}
	high := m.Highest(st)
	if high == irql.Passive {
		return false
	}
	if most := m.limit(r, st); high > most {
		m.report.add(st, "WSK011", r.at, r.name()+" "+m.calledAt(st, high, most), "", r.text())
	}
	return false
}

// calledAt says at which IRQL a call is made, and what raised it.
func (m *Machine) calledAt(st *state.State, high, most irql.Level) string {
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
		if in, ok := m.routine(st); ok {
			return text + ": " + s.At.Fn.Short + " is " + in.What
		}
	}
	return text
}

// routine is what the system has called, if that is at a raised IRQL.
func (m *Machine) routine(st *state.State) (irql.Routine, bool) {
	if st.Level.Slot == 0 {
		return irql.Routine{}, false
	}
	return irql.RoutineIn(m.Prog.Text(st.Level.Slot - 1))
}

// At is st in the routine of a slot, function fn, which the system calls.
func (m *Machine) At(st state.State, slot string, fn int32) state.State {
	in, ok := irql.RoutineIn(slot)
	if !ok || slot == "EvtTimerFunc" && m.Count(&st, "passive") > 0 {
		return st
	}
	v := integer(int64(in.Most))
	if !in.Always {
		at := &program.Site{Key: program.Irql.In(fn, 0), Fn: m.Prog.Funcs[fn]}
		v = m.UnknownIn(&st, at, Range{Lo: 0, Hi: int64(in.Most)})
	}
	m.ChangeLevel(&st, state.Level{At: v, Slot: m.Prog.Str(slot) + 1})
	return st
}

// blocksLoad reports a capture of registration k that waits for ever on the way of
// DriverEntry, or of another callback for which the system waits. One that comes after
// WskDeregister fails at once; one that waits as it is called is let go by it.
func (m *Machine) blocksLoad(r *request, st *state.State, k uint64) {
	if m.loading == "" || m.inside > m.endless || m.RegistrationAt(st, k).Phase == typestate.Deregistered {
		return
	}
	if n := r.integers(); len(n) > 0 && n[0].K == Int && uint32(n[0].N) == math.MaxUint32 {
		m.report.add(st, "WSK014", r.at, r.name()+" with WSK_INFINITE_WAIT can keep "+m.loading+", and the boot, waiting", "", r.text())
	}
}

// WaitsInCallback reports a wait in a callback of WSK for what only the
// completion of a request can end. It reports whether the wait never ends.
func (m *Machine) WaitsInCallback(r *request, st *state.State) (never bool) {
	in, ok := m.routine(st)
	obj, isPtr := r.pointer()
	if !ok || in.Kind != irql.Callback || !isPtr || m.set(st, state.Key(obj.O, obj.P)) {
		return false
	}
	if m.polls(r, st) {
		return false
	}
	ends := false
	for _, a := range m.pending(st, requests) {
		ends = ends || m.endedBy(*st, r, obj, a)
	}
	if ends {
		m.report.add(st, "WSK013", r.at, r.name()+" in "+in.What+" waits for a request that cannot complete before it returns", "", r.text())
	}
	return ends && !r.timesOut()
}

// polls reports whether a wait has a time-out of zero: it looks, and does not
// wait.
func (m *Machine) polls(r *request, st *state.State) bool {
	for i, v := range r.args {
		if i == 0 || v.K != Ptr || r.call.Roles[i] != summary.Out {
			continue
		}
		t := m.Load(st, v.O, m.Paths.Below(v.P, "QuadPart"), summary.Signed, r.at)
		return m.Bounds(st, t).Has(0)
	}
	return false
}

// endedBy reports whether the completion of a request sets what is waited for.
func (m *Machine) endedBy(st state.State, r *request, obj Value, a *state.Activity) bool {
	if a.Fn.K != Func {
		return false
	}
	m.Put(&st, obj.O, obj.P, Value{K: Int, T: state.EventType})
	ended := false
	m.Silently(func() {
		done, paused := m.runActivity(st, a, 0)
		for _, s := range append(done, paused...) {
			ended = ended || m.set(&s, state.Key(obj.O, obj.P))
		}
	})
	return ended
}

// handed are the arguments of a routine that is called with a context, and an
// IRP if v is one.
func (m *Machine) handed(f *program.Func, v, context Value) []Value {
	args := make([]Value, f.Params)
	for i := range args {
		args[i] = Value{K: Any}
		switch f.Roles[i] {
		case summary.Irp:
			args[i] = v
		case summary.Context:
			args[i] = context
			context = Value{K: Any}
		}
	}
	return args
}

// Loading says that a function runs for which the system waits while it starts,
// until the function that Loading returns is called.
func (m *Machine) Loading(name string) (done func()) {
	m.loading = name
	return func() { m.loading = "" }
}

// Only restricts what may be reported, until the function it returns is called.
func (m *Machine) Only(rules ...string) (restore func()) {
	was := m.only
	m.only = rules
	return func() { m.only = was }
}
