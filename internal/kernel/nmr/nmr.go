// Package nmr is the network module registrar: its clients and their bindings.
package nmr

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/kernel/wsk"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Registrar is the network module registrar.
type Registrar struct {
	*wsk.Client
}

// The network module registrar calls a client's callbacks between the roots of a
// driver, which the harness does, and while the client registers or deregisters.

// Fields of NPI_CLIENT_CHARACTERISTICS.
const (
	AttachSlot  = "ClientAttachProvider"
	DetachSlot  = "ClientDetachProvider"
	CleanUpSlot = "ClientCleanupBindingContext"
)

// nmrRegister registers a client. A provider that is there is attached to before
// the call returns, or later.
func (m *Registrar) nmrRegister(r *follow.Call, st state.State) []follow.Outcome {
	bad := st
	if outs := r.Outs(); len(outs) > 0 {
		v := outs[len(outs)-1]
		o := m.Allocate(&st, state.NmrObject, r.At, "", state.Zeroed)
		m.Store(&st, v.O, v.P, domain.Value{K: domain.Ptr, O: o})
		m.Owe(&st, o, typestate.NmrClient)
	}
	m.Log(&st, finding.Operate, r.At, r.Text()+" succeeds", typestate.NmrClient.In(typestate.Held))
	m.LogFailure(&bad, r, "")
	var out []follow.Outcome
	for _, s := range append([]state.State{st}, m.attachedAtOnce(r, st)...) {
		res := m.Status(&s, r, follow.Succeeds)
		out = append(out, follow.Outcome{St: s, Result: res})
	}
	fail := m.Status(&bad, r, follow.Fails)
	return append(out, follow.Outcome{St: bad, Result: fail})
}

// attachedAtOnce are the states in which a client's ClientAttachProvider has run
// within the call that registers it.
func (m *Registrar) attachedAtOnce(r *follow.Call, st state.State) []state.State {
	var out []state.State
	for _, v := range r.Args {
		if v.K != domain.Ptr {
			continue
		}
		fn, _ := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, AttachSlot)))
		if fn.K != domain.Func {
			continue
		}
		c := follow.Installed{Slot: AttachSlot, Func: fn}
		args := []domain.Value{m.Fresh(&st, c.Index(), 0)}
		for _, e := range m.CallBack(r, st, c, args) {
			out = append(out, e.State)
		}
		break
	}
	return out
}

// nmrAttach binds a client to a provider: the first pointer is the context of
// the binding, the last two receive what the provider has.
func (m *Registrar) nmrAttach(r *follow.Call, st state.State) []follow.Outcome {
	bad := st
	outs := r.Outs()
	binding := domain.None
	if len(outs) > 0 && (m.Objects[outs[0].O].Kind == state.AllocObject || m.Objects[outs[0].O].Kind == state.GlobalObject) && outs[0].P == 0 {
		binding = outs[0].O
		m.Owe(&st, binding, typestate.Binding)
	}
	for i, v := range outs {
		if i > 0 && i >= len(outs)-2 {
			m.Mark(&st, v.O, v.P, state.Random)
			if binding >= 0 {
				m.Put(&st, v.O, v.P, m.ofBinding(&st, binding, len(outs)-i))
			}
		}
	}
	m.Log(&st, finding.Operate, r.At, r.Text()+" succeeds", typestate.Binding.In(typestate.Held))
	good := m.Status(&st, r, follow.Succeeds)
	fail := m.Status(&bad, r, follow.Fails)
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// ofBinding is what a provider gives to a binding: its table (1) or its context (2).
func (m *Registrar) ofBinding(st *state.State, binding int32, n int) domain.Value {
	o := m.Object(state.Origin{Kind: "binding", Of: uint64(binding), N: int32(n)}, "", nil)
	st.Objs = st.Objs.Set(uint64(o), state.Object{Unknown: true, Escaped: true})
	return domain.Value{K: domain.Ptr, O: o, T: state.AnyType}
}

// nmrDeregister ends a registration. What the client is attached to it is detached
// from before the call returns, or later.
func (m *Registrar) nmrDeregister(r *follow.Call, st state.State) []follow.Outcome {
	client, ok := r.Handle()
	if !ok {
		m.Happens(r, &st, client, typestate.NmrClient, typestate.Ends)
		return m.Anything(r, st)
	}
	states := []state.State{st}
	if len(m.Things(&st, typestate.Binding, typestate.Held)) > 0 {
		states = append(states, m.detach(r, st)...)
	}
	var out []follow.Outcome
	for _, s := range states {
		done := s
		m.Happens(r, &s, client, typestate.NmrClient, typestate.Pends)
		if len(r.Call.Results) == 0 {
			out = append(out, follow.Outcome{St: s})
			continue
		}
		m.Happens(r, &done, client, typestate.NmrClient, typestate.Ends)
		good := m.Status(&done, r, follow.Succeeds)
		out = append(out, follow.Outcome{St: s, Result: domain.Number(program.StatusPending)})
		if len(m.attached(&done)) == 0 {
			out = append(out, follow.Outcome{St: done, Result: good})
		}
	}
	return out
}

// attached are the bindings that are not at their end.
func (m *Registrar) attached(st *state.State) []int32 {
	var out []int32
	for _, s := range []typestate.Stage{typestate.Held, typestate.Early, typestate.Leaving, typestate.Ending} {
		out = append(out, m.Things(st, typestate.Binding, s)...)
	}
	return out
}

// nmrWait waits until a client that is deregistered is detached.
func (m *Registrar) nmrWait(r *follow.Call, st state.State) []follow.Outcome {
	client, ok := r.Handle()
	if x, known := m.Owed(&st, client.O); ok && known && x.Stage == typestate.Held {
		return m.Anything(r, st) // it fails
	}
	m.Happens(r, &st, client, typestate.NmrClient, typestate.Waited)
	var out []follow.Outcome
	for _, s := range m.detach(r, st) {
		for _, s := range m.left(r, s) {
			out = append(out, m.Anything(r, s)...)
		}
	}
	return out
}

// detach calls ClientDetachProvider for what is attached, and cleans up behind it.
func (m *Registrar) detach(r *follow.Call, st state.State) []state.State {
	states := []state.State{st}
	for _, o := range m.Things(&st, typestate.Binding, typestate.Held) {
		states = m.Each(states, func(s state.State) []state.State { return m.detachOne(r, s, domain.Value{K: domain.Ptr, O: o}) })
	}
	return m.Each(states, func(s state.State) []state.State { return m.cleanUp(r, s) })
}

func (m *Registrar) detachOne(r *follow.Call, st state.State, binding domain.Value) []state.State {
	c, ok := m.InstalledIn(&st, DetachSlot)
	_, cleans := m.InstalledIn(&st, CleanUpSlot)
	if !cleans { // nobody is called with the context any more
		m.Attached(&st, binding, typestate.Ends)
	}
	if !ok {
		m.Attached(&st, binding, typestate.Pends)
		return []state.State{st}
	}
	var out []state.State
	for _, e := range m.CallBack(r, st, c, []domain.Value{binding}) {
		for _, x := range m.Detached(c, e, binding) {
			out = append(out, x.State)
		}
	}
	return out
}

// cleanUp calls ClientCleanupBindingContext for what is detached.
func (m *Registrar) cleanUp(r *follow.Call, st state.State) []state.State {
	states := []state.State{st}
	for _, o := range m.Things(&st, typestate.Binding, typestate.Ending) {
		states = m.Each(states, func(s state.State) []state.State {
			binding := domain.Value{K: domain.Ptr, O: o}
			m.Attached(&s, binding, typestate.Ends)
			c, ok := m.InstalledIn(&s, CleanUpSlot)
			if !ok {
				return []state.State{s}
			}
			var out []state.State
			for _, e := range m.CallBack(r, s, c, []domain.Value{binding}) {
				out = append(out, e.State)
			}
			return out
		})
	}
	return states
}

// left is the states in which the driver has said that it has left its provider,
// where it had not by the time that it was asked to.
func (m *Registrar) left(r *follow.Call, st state.State) []state.State {
	leaving := m.Things(&st, typestate.Binding, typestate.Leaving)
	if len(leaving) == 0 {
		return []state.State{st}
	}
	may := func(e program.Effects) bool { return e&program.Detaches != 0 }
	if may(st.Async) || m.eventDoes(&st, program.Detaches) {
		for _, o := range leaving {
			m.Attached(&st, domain.Value{K: domain.Ptr, O: o}, typestate.Completes)
		}
		return m.cleanUp(r, st)
	}
	acts := m.Pending(&st, func(a *lives.Activity) bool { return may(m.ActivityEffects(a)) })
	if len(acts) == 0 {
		m.Happens(r, &st, domain.Value{K: domain.Ptr, O: leaving[0]}, typestate.Binding, typestate.Waited)
		return nil
	}
	var out []state.State
	for _, a := range acts {
		done, paused := m.RunActivity(st, a, 0)
		for _, s := range append(done, paused...) {
			if len(m.Things(&s, typestate.Binding, typestate.Leaving)) == 0 {
				out = append(out, m.cleanUp(r, s)...)
			}
		}
	}
	return out
}

// eventDoes reports whether an event callback of WSK has an effect.
func (m *Registrar) eventDoes(st *state.State, e program.Effects) bool {
	return slices.ContainsFunc(m.Installed(st), func(c follow.Installed) bool {
		return irql.Event(c.Slot) && m.Prog.Reaches(c.Index())&e != 0
	})
}

// nmrComplete says that the client has left its provider: the one that it is
// attached to, as the handle does not tell bindings apart.
func (m *Registrar) nmrComplete(r *follow.Call, st state.State) []follow.Outcome {
	of := m.attached(&st)
	if len(of) != 1 {
		m.ForgetThings(&st, typestate.Binding)
		return m.Anything(r, st)
	}
	if !m.Happens(r, &st, domain.Value{K: domain.Ptr, O: of[0]}, typestate.Binding, typestate.Completes) {
		return nil
	}
	return m.Anything(r, st)
}

// Detached is e, where a ClientDetachProvider has returned, by what it says: that
// it is done, or STATUS_PENDING.
func (m *Registrar) Detached(c follow.Installed, e follow.Exit, binding domain.Value) []follow.Exit {
	if len(e.Results) == 0 {
		m.detachReturns(c, &e, binding, typestate.Pends)
		return []follow.Exit{e}
	}
	later, now := e, e
	at := &program.Site{Key: program.Answer.Of(0, 0)}
	is := m.Compare(&later.State, "==", e.Results[0], domain.Number(program.StatusPending), at)
	now.State = later.State
	var out []follow.Exit
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

func (m *Registrar) detachReturns(c follow.Installed, e *follow.Exit, binding domain.Value, h typestate.Happening) {
	x, ok := m.Owed(&e.State, binding.O)
	row, found := typestate.OwedRowOf(typestate.Binding, x.Stage, h)
	if !ok || !found {
		return
	}
	name := m.Prog.Funcs[c.Index()].Short
	if row.Rule != "" {
		m.Report.Add(&e.State, row.Rule, e.Place, follow.Sprintf(row.Text, name), "", name+" returns")
	}
	x.Stage = row.Next
	m.SetOwed(&e.State, binding.O, x)
	m.Log(&e.State, finding.Operate, e.Place, name+" returns", typestate.Binding.In(row.Next))
}

// Bindings are the contexts of the bindings in a stage.
func (m *Registrar) Bindings(st *state.State, s typestate.Stage) []domain.Value {
	var out []domain.Value
	for _, o := range m.Things(st, typestate.Binding, s) {
		out = append(out, domain.Value{K: domain.Ptr, O: o})
	}
	return out
}

// Unattached reports whether no binding is on its way.
func (m *Registrar) Unattached(st *state.State) bool { return len(m.attached(st)) == 0 }

// Clients reports whether an NMR client is registered in st.
func (m *Registrar) Clients(st *state.State) bool {
	return len(m.Things(st, typestate.NmrClient, typestate.Held)) > 0
}

// Attached moves a binding on.
func (m *Registrar) Attached(st *state.State, binding domain.Value, h typestate.Happening) {
	x, _ := m.Owed(st, binding.O)
	if row, ok := typestate.OwedRowOf(typestate.Binding, x.Stage, h); ok {
		x.Stage = row.Next
		m.SetOwed(st, binding.O, x)
	}
}
