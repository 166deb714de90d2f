package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// The network module registrar calls a client's callbacks between the roots of a
// driver, which the harness does, and while the client registers or deregisters.

// Fields of NPI_CLIENT_CHARACTERISTICS.
const (
	AttachSlot  = "ClientAttachProvider"
	DetachSlot  = "ClientDetachProvider"
	CleanUpSlot = "ClientCleanupBindingContext"
)

func (m *Machine) nmr(r *request, st state.State) []outcome {
	switch r.op {
	case ddi.NmrRegister:
		return m.nmrRegister(r, st)
	case ddi.NmrAttach:
		return m.nmrAttach(r, st)
	case ddi.NmrDeregister:
		return m.nmrDeregister(r, st)
	case ddi.NmrComplete:
		return m.nmrComplete(r, st)
	}
	return m.nmrWait(r, st)
}

// handle is the handle that a function is handed, and whether it is a client's.
func (r *request) handle() (Value, bool) {
	if len(r.args) == 0 {
		return Value{K: Any}, false
	}
	v := r.args[0]
	return v, v.K == Ptr && r.a.m.Objects[v.O].Kind == "nmr"
}

// outs are the arguments that point to something.
func (r *request) outs() []Value {
	var out []Value
	for i, v := range r.args {
		if v.K == Ptr && r.call.Roles[i] == summary.Out {
			out = append(out, v)
		}
	}
	return out
}

// nmrRegister registers a client. A provider that is there is attached to before
// the call returns, or later.
func (m *Machine) nmrRegister(r *request, st state.State) []outcome {
	bad := st
	if outs := r.outs(); len(outs) > 0 {
		v := outs[len(outs)-1]
		o := m.Allocate(&st, "nmr", r.at, "", false)
		m.Store(&st, v.O, v.P, Value{K: Ptr, O: o})
		m.owe(&st, o, typestate.NmrClient)
	}
	m.note(&st, finding.Operate, r.at, r.text()+" succeeds", typestate.NmrClient.In(typestate.Held))
	m.note(&bad, finding.Operate, r.at, r.text()+" fails", "")
	var out []outcome
	for _, s := range append([]state.State{st}, m.attachedAtOnce(r, st)...) {
		res := m.status(&s, r, true)
		out = append(out, outcome{st: s, result: res})
	}
	fail := m.status(&bad, r, false)
	return append(out, outcome{st: bad, result: fail})
}

// attachedAtOnce are the states in which a client's ClientAttachProvider has run
// within the call that registers it.
func (m *Machine) attachedAtOnce(r *request, st state.State) []state.State {
	var out []state.State
	for _, v := range r.args {
		if v.K != Ptr {
			continue
		}
		fn, _ := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, AttachSlot)))
		if fn.K != Func {
			continue
		}
		c := state.Installed{Slot: AttachSlot, Func: fn}
		args := []Value{m.Fresh(&st, c.Index(), 0)}
		for _, e := range m.callBack(r, st, c, args) {
			out = append(out, e.State)
		}
		break
	}
	return out
}

// nmrAttach binds a client to a provider: the first pointer is the context of
// the binding, the last two receive what the provider has.
func (m *Machine) nmrAttach(r *request, st state.State) []outcome {
	bad := st
	outs := r.outs()
	binding := none
	if len(outs) > 0 && (m.Objects[outs[0].O].Kind == "alloc" || m.Objects[outs[0].O].Kind == "global") && outs[0].P == 0 {
		binding = outs[0].O
		m.owe(&st, binding, typestate.Binding)
	}
	for i, v := range outs {
		if i > 0 && i >= len(outs)-2 {
			m.Mark(&st, v.O, v.P, true)
			if binding >= 0 {
				m.Put(&st, v.O, v.P, m.ofBinding(&st, binding, len(outs)-i))
			}
		}
	}
	m.note(&st, finding.Operate, r.at, r.text()+" succeeds", typestate.Binding.In(typestate.Held))
	good := m.status(&st, r, true)
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

// ofBinding is what a provider gives to a binding: its table (1) or its context (2).
func (m *Machine) ofBinding(st *state.State, binding int32, n int) Value {
	o := m.Object(state.Origin{Kind: "binding", Of: uint64(binding), N: int32(n)}, "", nil)
	st.Objs = st.Objs.Set(uint64(o), state.Object{Unknown: true, Escaped: true})
	return Value{K: Ptr, O: o, T: state.AnyType}
}

// bindingOf is the binding through which a call goes to the provider.
func (m *Machine) bindingOf(r *request) (Value, bool) {
	of := func(o int32) bool { return o >= 0 && m.Objects[o].Kind == "binding" }
	if of(r.table.O) {
		return Value{K: Ptr, O: int32(m.Objects[r.table.O].Of)}, true
	}
	for _, v := range r.args {
		if v.K == Ptr && of(v.O) {
			return Value{K: Ptr, O: int32(m.Objects[v.O].Of)}, true
		}
	}
	return Value{}, false
}

// nmrDeregister ends a registration. What the client is attached to it is detached
// from before the call returns, or later.
func (m *Machine) nmrDeregister(r *request, st state.State) []outcome {
	client, ok := r.handle()
	if !ok {
		m.happens(r, &st, client, typestate.NmrClient, typestate.Ends)
		return m.anything(r, st)
	}
	states := []state.State{st}
	if len(m.things(&st, typestate.Binding, typestate.Held)) > 0 {
		states = append(states, m.detach(r, st)...)
	}
	var out []outcome
	for _, s := range states {
		done := s
		m.happens(r, &s, client, typestate.NmrClient, typestate.Pends)
		if len(r.call.Results) == 0 {
			out = append(out, outcome{st: s})
			continue
		}
		m.happens(r, &done, client, typestate.NmrClient, typestate.Ends)
		good := m.status(&done, r, true)
		out = append(out, outcome{st: s, result: integer(program.StatusPending)})
		if len(m.attached(&done)) == 0 {
			out = append(out, outcome{st: done, result: good})
		}
	}
	return out
}

// attached are the bindings that are not at their end.
func (m *Machine) attached(st *state.State) []int32 {
	var out []int32
	for _, s := range []typestate.Stage{typestate.Held, typestate.Early, typestate.Leaving, typestate.Ending} {
		out = append(out, m.things(st, typestate.Binding, s)...)
	}
	return out
}

// nmrWait waits until a client that is deregistered is detached.
func (m *Machine) nmrWait(r *request, st state.State) []outcome {
	client, ok := r.handle()
	if x, known := st.Owed.Get(uint64(client.O)); ok && known && x.Stage == typestate.Held {
		return m.anything(r, st) // it fails
	}
	m.happens(r, &st, client, typestate.NmrClient, typestate.Waited)
	var out []outcome
	for _, s := range m.detach(r, st) {
		for _, s := range m.left(r, s) {
			out = append(out, m.anything(r, s)...)
		}
	}
	return out
}

// detach calls ClientDetachProvider for what is attached, and cleans up behind it.
func (m *Machine) detach(r *request, st state.State) []state.State {
	states := []state.State{st}
	for _, o := range m.things(&st, typestate.Binding, typestate.Held) {
		states = m.each(states, func(s state.State) []state.State { return m.detachOne(r, s, Value{K: Ptr, O: o}) })
	}
	return m.each(states, func(s state.State) []state.State { return m.cleanUp(r, s) })
}

// each is what comes of each of several states.
func (m *Machine) each(states []state.State, f func(state.State) []state.State) []state.State {
	var out []state.State
	for _, s := range states {
		out = append(out, f(s)...)
	}
	return out
}

func (m *Machine) detachOne(r *request, st state.State, binding Value) []state.State {
	c, ok := st.InstalledIn(DetachSlot)
	_, cleans := st.InstalledIn(CleanUpSlot)
	if !cleans { // nobody is called with the context any more
		m.Attached(&st, binding, typestate.Ends)
	}
	if !ok {
		m.Attached(&st, binding, typestate.Pends)
		return []state.State{st}
	}
	var out []state.State
	for _, e := range m.callBack(r, st, c, []Value{binding}) {
		for _, x := range m.Detached(c, e, binding) {
			out = append(out, x.State)
		}
	}
	return out
}

// cleanUp calls ClientCleanupBindingContext for what is detached.
func (m *Machine) cleanUp(r *request, st state.State) []state.State {
	states := []state.State{st}
	for _, o := range m.things(&st, typestate.Binding, typestate.Ending) {
		states = m.each(states, func(s state.State) []state.State {
			binding := Value{K: Ptr, O: o}
			m.Attached(&s, binding, typestate.Ends)
			c, ok := s.InstalledIn(CleanUpSlot)
			if !ok {
				return []state.State{s}
			}
			var out []state.State
			for _, e := range m.callBack(r, s, c, []Value{binding}) {
				out = append(out, e.State)
			}
			return out
		})
	}
	return states
}

// left is the states in which the driver has said that it has left its provider,
// where it had not by the time that it was asked to.
func (m *Machine) left(r *request, st state.State) []state.State {
	leaving := m.things(&st, typestate.Binding, typestate.Leaving)
	if len(leaving) == 0 {
		return []state.State{st}
	}
	may := func(e program.Effects) bool { return e&program.Detaches != 0 }
	if may(st.Async) || m.eventDoes(&st, program.Detaches) {
		for _, o := range leaving {
			m.Attached(&st, Value{K: Ptr, O: o}, typestate.Completes)
		}
		return m.cleanUp(r, st)
	}
	acts := m.pending(&st, func(a *state.Activity) bool { return may(m.activityEffects(a)) })
	if len(acts) == 0 {
		m.happens(r, &st, Value{K: Ptr, O: leaving[0]}, typestate.Binding, typestate.Waited)
		return nil
	}
	var out []state.State
	for _, a := range acts {
		done, paused := m.runActivity(st, a, 0)
		for _, s := range append(done, paused...) {
			if len(m.things(&s, typestate.Binding, typestate.Leaving)) == 0 {
				out = append(out, m.cleanUp(r, s)...)
			}
		}
	}
	return out
}

// eventDoes reports whether an event callback of WSK has an effect.
func (m *Machine) eventDoes(st *state.State, e program.Effects) bool {
	return slices.ContainsFunc(st.Installed(), func(c state.Installed) bool {
		return irql.Event(c.Slot) && m.Prog.Reaches(c.Index())&e != 0
	})
}

// nmrComplete says that the client has left its provider: the one that it is
// attached to, as the handle does not tell bindings apart.
func (m *Machine) nmrComplete(r *request, st state.State) []outcome {
	of := m.attached(&st)
	if len(of) != 1 {
		m.forgetThings(&st, typestate.Binding)
		return m.anything(r, st)
	}
	if !m.happens(r, &st, Value{K: Ptr, O: of[0]}, typestate.Binding, typestate.Completes) {
		return nil
	}
	return m.anything(r, st)
}

// Detached is e, where a ClientDetachProvider has returned, by what it says: that
// it is done, or STATUS_PENDING.
func (m *Machine) Detached(c state.Installed, e Exit, binding Value) []Exit {
	if len(e.Results) == 0 {
		m.detachReturns(c, &e, binding, typestate.Pends)
		return []Exit{e}
	}
	later, now := e, e
	at := &program.Site{Key: program.Answer.Of(0, 0)}
	is := m.Compare(&later.State, "==", e.Results[0], integer(program.StatusPending), at)
	now.State = later.State
	var out []Exit
	if m.Assume(&later.State, is, true) {
		m.detachReturns(c, &later, binding, typestate.Delays)
		out = append(out, later)
	}
	if m.Assume(&now.State, is, false) {
		m.detachReturns(c, &now, binding, typestate.Pends)
		out = append(out, now)
	}
	return out
}

func (m *Machine) detachReturns(c state.Installed, e *Exit, binding Value, h typestate.Happening) {
	x, ok := e.State.Owed.Get(uint64(binding.O))
	row, found := typestate.OwedRowOf(typestate.Binding, x.Stage, h)
	if !ok || !found {
		return
	}
	name := m.Prog.Funcs[c.Index()].Short
	if row.Rule != "" {
		m.report.add(&e.State, row.Rule, e.at, sprintf(row.Text, name), "", name+" returns")
	}
	x.Stage = row.Next
	e.State.Owed = e.State.Owed.Set(uint64(binding.O), x)
	m.note(&e.State, finding.Operate, e.at, name+" returns", typestate.Binding.In(row.Next))
}

// Bindings are the contexts of the bindings in a stage.
func (m *Machine) Bindings(st *state.State, s typestate.Stage) []Value {
	var out []Value
	for _, o := range m.things(st, typestate.Binding, s) {
		out = append(out, Value{K: Ptr, O: o})
	}
	return out
}

// Unattached reports whether no binding is on its way.
func (m *Machine) Unattached(st *state.State) bool { return len(m.attached(st)) == 0 }

// Clients reports whether an NMR client is registered in st.
func (m *Machine) Clients(st *state.State) bool {
	return len(m.things(st, typestate.NmrClient, typestate.Held)) > 0
}

// Attached moves a binding on.
func (m *Machine) Attached(st *state.State, binding Value, h typestate.Happening) {
	x, _ := st.Owed.Get(uint64(binding.O))
	if row, ok := typestate.OwedRowOf(typestate.Binding, x.Stage, h); ok {
		x.Stage = row.Next
		st.Owed = st.Owed.Set(uint64(binding.O), x)
	}
}
