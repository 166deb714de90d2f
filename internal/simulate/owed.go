package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// owed is something that the driver has to give back.
type owed struct {
	Thing typestate.Thing
	Stage typestate.Stage
}

// owe makes object o a thing that the driver holds.
func (m *Machine) owe(st *State, o int32, t typestate.Thing) {
	st.owed = st.owed.Set(uint64(o), owed{Thing: t})
}

// happens moves the thing that v points to. It is false where a rule is broken.
func (m *Machine) happens(r *request, st *State, v Value, t typestate.Thing, h typestate.Happening) bool {
	if v.K != Ptr || !m.strong(st, v.O, 0) {
		if !v.isNil() {
			m.forgetThings(st, t) // which of them it was is not known
		}
		return true
	}
	x, ok := st.owed.Get(uint64(v.O))
	if !ok || x.Thing != t {
		return true
	}
	row, ok := typestate.OwedRowOf(t, x.Stage, h)
	if !ok {
		return true
	}
	if row.Rule != "" {
		m.report.add(st, row.Rule, r.at, sprintf(row.Text, r.name()), "", r.text())
		return false
	}
	st.owed = st.owed.Set(uint64(v.O), owed{Thing: t, Stage: row.Next})
	m.note(st, finding.Operate, r.at, r.text(), t.In(row.Next))
	return true
}

// forgetThings gives up on the things of a kind.
func (m *Machine) forgetThings(st *State, t typestate.Thing) {
	st.owed.Range(func(o uint64, x owed) bool {
		if x.Thing == t {
			st.owed = st.owed.Delete(o)
		}
		return true
	})
}

// things are the objects of a kind in a stage, lowest first.
func (m *Machine) things(st *State, t typestate.Thing, s typestate.Stage) []int32 {
	var out []int32
	st.owed.Range(func(o uint64, x owed) bool {
		if x.Thing == t && x.Stage == s {
			out = append(out, int32(o))
		}
		return true
	})
	return out
}

// gives are the effects of somebody else that may give a thing back.
func gives(t typestate.Thing) Effects {
	switch t {
	case typestate.NmrClient, typestate.Binding:
		return Deregisters
	}
	return Uses
}

// Leaving is how a driver goes.
type Leaving = typestate.Happening

// ReportOwed reports what a driver leaves behind where it goes by e: fn is the
// function that leaves.
func (m *Machine) ReportOwed(e Exit, fn string, how Leaving) {
	st := &e.State
	st.owed.Range(func(o uint64, x owed) bool {
		row, ok := typestate.OwedRowOf(x.Thing, x.Stage, how)
		if !ok || row.Rule == "" || m.others(st)&gives(x.Thing) != 0 {
			return true
		}
		m.report.add(st, row.Rule, e.at, sprintf(row.Text, fn), "", fn+" returns")
		return true
	})
}

// ---- the network module registrar

func (m *Machine) nmr(r *request, st State) []outcome {
	switch r.op {
	case ddi.NmrRegister:
		return m.nmrRegister(r, st)
	case ddi.NmrAttach:
		return m.nmrAttach(r, st)
	case ddi.NmrDeregister:
		return m.nmrDeregister(r, st)
	}
	client, _ := r.handle()
	if !m.happens(r, &st, client, typestate.NmrClient, typestate.Waited) {
		return nil
	}
	for _, s := range []typestate.Stage{typestate.Held, typestate.Ending} {
		for _, o := range m.things(&st, typestate.Binding, s) {
			st.owed = st.owed.Set(uint64(o), owed{typestate.Binding, typestate.Ended})
		}
	}
	return m.anything(r, st)
}

// handle is the handle that a function is handed, and whether it is a client's.
func (r *request) handle() (Value, bool) {
	if len(r.args) == 0 {
		return Value{K: Any}, false
	}
	v := r.args[0]
	return v, v.K == Ptr && r.a.m.objects[v.O].kind == "nmr"
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

func (m *Machine) nmrRegister(r *request, st State) []outcome {
	bad := st
	if outs := r.outs(); len(outs) > 0 {
		v := outs[len(outs)-1]
		o := m.allocate(&st, "nmr", r.at, "", false)
		m.store(&st, v.O, v.P, Value{K: Ptr, O: o})
		m.owe(&st, o, typestate.NmrClient)
	}
	m.note(&st, finding.Operate, r.at, r.text()+" succeeds", typestate.NmrClient.In(typestate.Held))
	m.note(&bad, finding.Operate, r.at, r.text()+" fails", "")
	good := m.status(&st, r, true)
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

// nmrAttach binds a client to a provider: the first pointer is the context of
// the binding, the last two receive what the provider has.
func (m *Machine) nmrAttach(r *request, st State) []outcome {
	bad := st
	outs := r.outs()
	if len(outs) > 0 && m.objects[outs[0].O].kind == "alloc" {
		m.owe(&st, outs[0].O, typestate.Binding)
	}
	for i, v := range outs {
		if i > 0 && i >= len(outs)-2 {
			m.mark(&st, v.O, v.P, true)
		}
	}
	m.note(&st, finding.Operate, r.at, r.text()+" succeeds", typestate.Binding.In(typestate.Held))
	good := m.status(&st, r, true)
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

func (m *Machine) nmrDeregister(r *request, st State) []outcome {
	client, ok := r.handle()
	if !ok {
		m.happens(r, &st, client, typestate.NmrClient, typestate.Ends)
		return m.anything(r, st)
	}
	done := st
	m.happens(r, &st, client, typestate.NmrClient, typestate.Pends)
	if len(r.call.Results) == 0 {
		return []outcome{{st: st}}
	}
	m.happens(r, &done, client, typestate.NmrClient, typestate.Ends)
	good := m.status(&done, r, true)
	return []outcome{{st: st, result: integer(statusPending)}, {st: done, result: good}}
}

// Bindings are the contexts of the bindings in a stage.
func (m *Machine) Bindings(st *State, s typestate.Stage) []Value {
	var out []Value
	for _, o := range m.things(st, typestate.Binding, s) {
		out = append(out, Value{K: Ptr, O: o})
	}
	return out
}

// Clients reports whether an NMR client is registered in st.
func (m *Machine) Clients(st *State) bool {
	return len(m.things(st, typestate.NmrClient, typestate.Held)) > 0
}

// Attached moves a binding on.
func (m *Machine) Attached(st *State, binding Value, h typestate.Happening) {
	x, _ := st.owed.Get(uint64(binding.O))
	if row, ok := typestate.OwedRowOf(typestate.Binding, x.Stage, h); ok {
		st.owed = st.owed.Set(uint64(binding.O), owed{typestate.Binding, row.Next})
	}
}

// ---- what WskControlClient caches

// descriptor caches or releases a security descriptor.
func (m *Machine) descriptor(r *request, st State) []outcome {
	codes, outs := r.integers(), r.outs()
	if len(codes) == 0 || codes[0].K != Int || len(outs) == 0 {
		return m.request(r, st)
	}
	switch codes[0].N {
	case ddi.CacheSD:
		bad := st
		v := outs[min(1, len(outs)-1)]
		o := m.allocate(&st, "descriptor", r.at, "", false)
		m.store(&st, v.O, v.P, Value{K: Ptr, O: o})
		m.owe(&st, o, typestate.Descriptor)
		m.note(&st, finding.Operate, r.at, r.text()+" succeeds", typestate.Descriptor.In(typestate.Held))
		good := m.status(&st, r, true)
		fail := m.status(&bad, r, false)
		return []outcome{{st: st, result: good}, {st: bad, result: fail}}
	case ddi.ReleaseSD:
		v := outs[0]
		if m.objects[v.O].kind != "descriptor" {
			v = m.load(&st, v.O, v.P, summary.Pointer, r.at)
		}
		if !m.happens(r, &st, v, typestate.Descriptor, typestate.Ends) {
			return nil
		}
		return m.anything(r, st)
	}
	return m.request(r, st)
}

// freeAddresses frees what WskGetAddressInfo has given.
func (m *Machine) freeAddresses(r *request, st State) []outcome {
	var list Value
	for i, v := range r.args {
		if r.call.Roles[i] == summary.Out || r.call.Roles[i] == summary.Context {
			list = v
		}
	}
	if !m.happens(r, &st, list, typestate.AddressList, typestate.Ends) {
		return nil
	}
	return m.anything(r, st)
}
