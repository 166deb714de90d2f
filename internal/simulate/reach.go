package simulate

import "github.com/wskvet/wskvet/internal/program"

// marks is a set of objects. Emptying it costs nothing, and so it serves again and
// again: reachability is asked wherever a function ends.
type marks struct {
	round uint32
	at    []uint32 // by object: the last round in which it was put in
}

// empty makes room for n objects.
func (s *marks) empty(n int) {
	if s.round++; s.round == 0 { // all rounds are used up
		clear(s.at)
		s.round = 1
	}
	if len(s.at) < n {
		s.at = append(s.at, make([]uint32, n-len(s.at))...)
	}
}

func (s *marks) has(o int32) bool { return o >= 0 && int(o) < len(s.at) && s.at[o] == s.round }

// put reports whether o was not in the set.
func (s *marks) put(o int32) bool {
	if s.has(o) {
		return false
	}
	s.at[o] = s.round
	return true
}

// reachable reports whether registers, globals or pending calls lead to id.
func (m *Machine) reachable(st *State, id int32) bool {
	return id < int32(len(m.prog.Names)) || m.reach(st, nil, id).has(id)
}

// reach is the objects that registers, globals, pending calls and extra lead
// to, until it is asked again; it stops early when it meets want.
func (m *Machine) reach(st *State, extra []Value, want int32) *marks {
	m.found.empty(len(m.objects))
	m.work = m.work[:0]
	look := m.look
	all := func(vs []Value) {
		for _, v := range vs {
			look(v)
		}
	}
	all(extra)
	look(st.cause)
	st.regs.each(func(_ uint32, v Value) bool { look(v); return true })
	for p := st.pins; p != nil; p = p.up {
		p.each(look)
	}
	st.defers.each(look)
	for a := st.acts; a != nil; a = a.next {
		look(a.fn)
		all(a.args)
		a.kept(look)
		if a.req != nil {
			a.req.visit(look)
		}
		if a.alarm != nil {
			look(a.alarm.of)
		}
		m.tag(a.handle)
	}
	for t := st.tables; t != nil; t = t.next {
		look(t.fn)
		look(t.context)
	}
	all(m.roots)
	m.lentOut(st, look)
	globals := int32(len(m.prog.Names))
	st.mem.Range(func(k uint64, v Value) bool {
		if objectOf(k) >= globals {
			return false
		}
		look(v)
		return true
	})
	for len(m.work) > 0 && !m.found.has(want) {
		o := program.Pop(&m.work)
		st.mem.High(uint32(o), func(_ uint64, v Value) bool { look(v); return true })
	}
	return &m.found
}

// look marks the objects that v leads to.
func (m *Machine) look(v Value) {
	switch v.K {
	case Ptr, Func, API:
		m.tag(v.O)
	case Agg, Box:
		m.aggs[v.N].cells.Range(func(_ uint64, w Value) bool { m.look(w); return true })
	case Set:
		for _, w := range m.sets[v.N] {
			m.look(w)
		}
	case Sym:
		if o, ok := m.pointees[v.N]; ok {
			m.tag(o)
		}
	}
}

// tag marks an object, if it is one.
func (m *Machine) tag(o int32) {
	if o >= 0 && m.found.put(o) {
		m.work = append(m.work, o)
	}
}
