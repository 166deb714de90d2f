package simulate

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// fork splits st by the values of a set.
func (m *Machine) fork(st state.State, v Value, use func(st *state.State, v Value)) []state.State {
	var out []state.State
	for _, w := range m.Sets[v.N] {
		s := st
		use(&s, w)
		out = append(out, s)
	}
	return out
}

// first takes the first of several states as the one that goes on at hand.
func first(st *state.State, all []state.State) (bool, []state.State) {
	if len(all) == 0 {
		return false, nil
	}
	*st = all[0]
	return true, all[1:]
}

func (a *activation) load(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.site(a.f, b, i)
	addr := a.value(st, in.A)
	if in.Name != "" {
		set(st, in.Dst, m.tableValue(in.Name, addr))
		return true, nil
	}
	if addr.K == Set {
		var out []state.State
		for _, w := range m.Sets[addr.N] {
			s := *st
			if in.A >= 0 {
				set(&s, int32(in.A), w)
			}
			if ok, more := a.load(b, i, in, &s); ok {
				out = append(append(out, s), more...)
			}
		}
		return first(st, out)
	}
	if m.sys.Stray(a, b, i, st, addr) || addr.IsNil() || m.sys.Null(st, at, addr) {
		return false, nil // the driver crashes, by no rule of ours but of what a callback is handed
	}
	o, p, ok := m.Base(st, addr)
	if !ok {
		if addr.K == Sym {
			return false, nil
		}
		set(st, in.Dst, m.Vague(st, at, in.Kind))
		return true, nil
	}
	if m.sys.ReadsResult(a, b, i, st, o, p) {
		return false, nil
	}
	v := m.Load(st, o, p, in.Kind, at)
	if v.K == Set {
		strong := m.Strong(st, o, p)
		return first(st, m.fork(*st, v, func(s *state.State, w Value) {
			if strong {
				m.Put(s, o, p, w)
			}
			set(s, in.Dst, w)
		}))
	}
	set(st, in.Dst, v)
	return true, nil
}

// tableValue is the function named name of the table that addr is a field of.
func (m *Machine) tableValue(name string, addr Value) Value {
	v := Value{K: API, N: m.Prog.Str(name), O: anyBase}
	switch {
	case addr.IsNil():
		v.O = nilBase
	case addr.K == Ptr:
		v.O, v.P = addr.O, max(m.Paths.Up[addr.P], 0)
	}
	return v
}

// tableOf is the object of a table held by value.
func (m *Machine) tableOf(st *state.State, v Value) int32 {
	if v.K == Ptr {
		return v.O
	}
	return anyBase
}

func (a *activation) store(b, i int32, in *summary.Instr, st *state.State) bool {
	m := a.m
	at := m.site(a.f, b, i)
	addr, v := a.value(st, in.A), a.value(st, in.B)
	if addr.IsNil() {
		return false
	}
	if in.Name != "" && v.K == Func {
		m.install(st, in.Name, v, Value{K: Any})
	}
	idle := a.f.Idle[program.Place{Block: b, Instr: i}]
	if addr.K == Set {
		for _, w := range m.Sets[addr.N] {
			if w.K == Ptr && !idle {
				old, ok := st.Mem.Get(state.Key(w.O, w.P))
				if !ok {
					old = integer(0)
				}
				m.Store(st, w.O, w.P, m.Either(old, v))
			}
		}
		return true
	}
	o, p, ok := m.Base(st, addr)
	if !ok {
		a.loosen(st, in.A)
		return addr.K != Sym
	}
	if idle {
		return true
	}
	before := *st
	old, had := st.Mem.Get(state.Key(o, p))
	if m.sys.Overwritten(st, o, p, v, at) {
		return false
	}
	m.Store(st, o, p, v)
	if had && old.K == Ptr && old != v {
		return !m.sys.Orphaned(a, b, i, &before, st, old)
	}
	return true
}

// install notes a function that the system will call, with a context if one is
// known.
func (m *Machine) install(st *state.State, slot string, fn, context Value) {
	if context.K == Ptr && m.Objects[context.O].Local { // gone by the time of most calls
		context = Value{K: Any}
	}
	for t := st.Tables; t != nil; t = t.Next {
		if t.Slot == slot && t.Fn == fn && t.Context == context {
			return
		}
	}
	t := &state.Table{Next: st.Tables, Slot: slot, Fn: fn, Context: context}
	var up uint64
	if t.Next != nil {
		up = t.Next.Hash
	}
	t.Hash = combine(up, uint64(m.Prog.Str(slot)), fn.Hash(), context.Hash())
	st.Tables = t
	m.Escape(st, fn)
	m.Escape(st, context)
}

func (a *activation) assert(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.site(a.f, b, i)
	v := a.value(st, in.A)
	if v.K == Set {
		var out []state.State
		for _, w := range m.Sets[v.N] {
			s := *st
			set(&s, int32(in.A), w)
			if ok, more := a.assert(b, i, in, &s); ok {
				out = append(append(out, s), more...)
			}
		}
		return first(st, out)
	}
	want := a.typeOf(st, in)
	succeed := func(s *state.State) {
		w := v
		if in.N&2 == 0 {
			w = v.Unboxed()
		}
		if in.Kind == summary.Struct && w.K != Agg { // one that is not known
			w = Value{K: Agg, N: 1}
		}
		if in.N&1 != 0 {
			w = m.Tuple([]Value{w, integer(1)})
		}
		set(s, in.Dst, w)
	}
	fail := func(s *state.State) bool {
		if in.N&1 == 0 {
			return false
		}
		set(s, in.Dst, m.Tuple([]Value{integer(0), integer(0)}))
		return true
	}
	switch {
	case v.IsNil():
		return fail(st), nil
	case v.T == state.AnyType, v.T > 0 && in.N&2 == 0 && v.T == want:
		succeed(st)
		return true, nil
	case v.T > 0 && in.N&2 == 0 && want > 0:
		return fail(st), nil
	case v.T > 0: // an interface: by its methods, which are not compared
		succeed(st)
		return true, nil
	}
	if in.N&1 == 0 {
		if v.K == Sym && !m.Learn(st, v, "!=", 0) {
			return false, nil
		}
		succeed(st)
		return true, nil
	}
	other := *st
	succeed(st)
	if v.K == Sym && !m.Learn(st, v, "!=", 0) {
		*st = other
		return fail(st), nil
	}
	fail(&other)
	_ = at
	return true, []state.State{other}
}
