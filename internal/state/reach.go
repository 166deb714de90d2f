package state

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

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

func (s *marks) Has(o int32) bool { return o >= 0 && int(o) < len(s.at) && s.at[o] == s.round }

// put reports whether o was not in the set.
func (s *marks) put(o int32) bool {
	if s.Has(o) {
		return false
	}
	s.at[o] = s.round
	return true
}

// Reachable reports whether registers, globals or pending calls lead to id.
func (m *Space) Reachable(st *State, id int32) bool {
	if id < int32(len(m.Prog.Names)) {
		return true
	}
	if o, ok := st.Objs.Get(uint64(id)); ok && !o.Escaped {
		return m.grasped(st).Has(id)
	}
	return m.Reach(st, nil, id).Has(id)
}

// Reach is the objects that registers, globals, pending calls and extra lead
// to, until it is asked again; it stops early when it meets want.
func (m *Space) Reach(st *State, extra []domain.Value, want int32) *marks {
	m.grasped(st)
	for _, v := range extra {
		m.look(v)
	}
	globals := int32(len(m.Prog.Names))
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		if ObjectOf(k) >= globals {
			return false
		}
		m.look(v)
		return true
	})
	for len(m.work) > 0 && !m.found.Has(want) {
		o := program.Pop(&m.work)
		st.Mem.High(uint32(o), func(_ uint64, v domain.Value) bool { m.look(v); return true })
	}
	return &m.found
}

// grasped is the objects that registers and pending calls hold without any memory on the
// way, until it is asked again. An object whose address is not in memory is reached so or
// not at all.
func (m *Space) grasped(st *State) *marks {
	m.found.empty(len(m.Objects))
	m.work = m.work[:0]
	m.holds(st, m.marks)
	for p := st.Pins; p != nil; p = p.up {
		p.each(m.marks)
	}
	for _, v := range m.Roots {
		m.look(v)
	}
	return &m.found
}

// look marks the objects that v leads to.
func (m *Space) look(v domain.Value) {
	switch v.K {
	case domain.Ptr, domain.Func, domain.API:
		m.tag(v.O)
	case domain.Agg, domain.Box:
		m.aggs[v.N].Cells.Range(func(_ uint64, w domain.Value) bool { m.look(w); return true })
	case domain.Set:
		for _, w := range m.Sets[v.N] {
			m.look(w)
		}
	case domain.Sym:
		if o, ok := m.pointees[v.N]; ok {
			m.tag(o)
		}
	}
}

// tag marks an object, if it is one.
func (m *Space) tag(o int32) {
	if o >= 0 && m.found.put(o) {
		m.work = append(m.work, o)
	}
}

// ToSocket reports whether a driver may come from v to a socket: v is one, or points to
// memory below which one is found.
func (m *Space) ToSocket(st *State, v domain.Value) bool {
	seen := map[uint64]bool{}
	var leads func(v domain.Value) bool
	leads = func(v domain.Value) bool {
		switch v.K {
		case domain.Ptr:
			if v.O < 0 || seen[Key(v.O, v.P)] {
				return false
			}
			seen[Key(v.O, v.P)] = true
			if m.Objects[v.O].Kind == SocketObject {
				return true
			}
			return !st.Mem.High(uint32(v.O), func(k uint64, w domain.Value) bool {
				return !m.Paths.Within(PathOf(k), v.P) || !leads(w)
			})
		case domain.Set:
			return slices.ContainsFunc(m.Sets[v.N], leads)
		case domain.Agg, domain.Box:
			return !m.aggs[v.N].Cells.Range(func(_ uint64, w domain.Value) bool { return !leads(w) })
		}
		return false
	}
	return leads(v)
}
