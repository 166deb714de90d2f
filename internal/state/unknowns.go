package state

import (
	"math"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

type term struct {
	op   string
	a, b domain.Value
}

type symKey struct {
	site program.SiteKey
	n    int32
}

// UnknownOf is an unknown value of a shape. Executed again at the same place it is
// another one, as long as something holds the first.
func (m *Space) UnknownOf(st *State, at *program.Site, kind summary.Shape) domain.Value {
	switch kind {
	case summary.Struct:
		return domain.Value{K: domain.Agg, N: 1}
	case summary.Bool:
		return m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: 1})
	case summary.Unsigned:
		return m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: math.MaxInt64})
	case summary.Status:
		return m.UnknownIn(st, at, domain.Range{Lo: math.MinInt32, Hi: 0})
	}
	return m.UnknownIn(st, at, domain.Full)
}

// How many unknown values of one instruction are told apart, and how many where a driver
// is followed once more.
const (
	maxUnknown  = 8
	manyUnknown = 64
)

func (m *Space) unknowns() int32 {
	if m.Exact {
		return manyUnknown
	}
	return maxUnknown
}

func (m *Space) UnknownIn(st *State, at *program.Site, r domain.Range) domain.Value {
	return m.freshIn(st, at, r, nil)
}

// freshIn is UnknownIn with a name that is not taken, either.
func (m *Space) freshIn(st *State, at *program.Site, r domain.Range, taken func(id uint64) bool) domain.Value {
	for n := int32(0); n < m.unknowns(); n++ {
		k := symKey{at.Key, n}
		id, ok := m.symIDs[k]
		if !ok {
			id = int64(len(m.symbols))
			m.symbols = append(m.symbols, k)
			m.symIDs[k] = id
		}
		f, exists := st.Facts.Get(uint64(id))
		if exists && f.Refs == 0 && !m.Held(st, uint64(id)) {
			exists = taken != nil && taken(uint64(id))
		}
		if !exists {
			m.unrelate(st, uint64(id))
			st.Facts = st.Facts.Set(uint64(id), m.says(Fact{}, r))
			m.stale(st, id)
			return domain.Value{K: domain.Sym, N: id}
		}
	}
	st.Lossy = true // it may seem to be one thing here and another there
	return domain.Value{K: domain.Any}
}

// stale forgets the object that an earlier value of the same name pointed to.
func (m *Space) stale(st *State, id int64) {
	if o, ok := m.pointees[id]; ok {
		if _, ok := st.Objs.Get(uint64(o)); ok && !m.Reachable(st, o) {
			m.Drop(st, o)
		}
	}
}

func (m *Space) makeTerm(st *State, op string, a, b domain.Value) domain.Value {
	t := term{op, a.Plain(), b.Plain()}
	id, ok := m.termIDs[t]
	if !ok {
		id = int64(len(m.terms))
		m.terms = append(m.terms, t)
		m.termIDs[t] = id
	}
	return domain.Value{K: domain.Term, N: id}
}

// TypeID is the number of a dynamic type.
func (m *Space) TypeID(name string) int32 {
	id, ok := m.types[name]
	if !ok {
		id = int32(len(m.TypeNames))
		m.types[name], m.TypeNames = id, append(m.TypeNames, name)
	}
	return id
}

// Sweep drops the objects that f allocated and that nothing reaches.
func (m *Space) Sweep(f *program.Func, st *State) {
	mine, escaped := m.mine[:0], false
	for _, id := range m.allocated[f.Index] {
		if o, ok := st.Objs.Get(uint64(id)); ok {
			mine, escaped = append(mine, id), escaped || o.Escaped
		}
	}
	if m.mine = mine; len(mine) == 0 {
		return
	}
	live := m.grasped(st)
	if escaped {
		live = m.Reach(st, nil, -1)
	}
	for _, id := range mine {
		if !live.Has(id) {
			m.Drop(st, id)
		}
	}
}

// PushPin puts the caller's frame aside.
func (m *Space) PushPin(st *State, regs *Registers, defers *Deferral) {
	p := &Pin{up: st.Pins, regs: *regs, defers: defers, level: st.Level}
	if p.up != nil {
		p.held = p.up.held
	}
	p.hash = p.hashed()
	p.each(func(v domain.Value) {
		if v.Named() {
			m.atoms(v, func(k uint64) { p.held = p.held.Set(k, true) })
		}
	})
	st.Pins = p
}
