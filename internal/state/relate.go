package state

import (
	"maps"
	"slices"

	"github.com/wskvet/wskvet/internal/affine"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
)

// States that are joined keep linear equalities between the numbers that they hold, so
// that a count still is what the flags beside it say was counted: six captures, each with
// its flag, would else come to any flags beside any count. An unknown number keeps its name
// as long as something holds it, and what is added to it is part of the value, so writes
// need no care: equalities come of joins, and tell of the others where an unknown becomes
// known.

// twin is a number of a joined state by its name, and what it is in each of the two that
// were joined.
type twin struct {
	name uint64
	x, y domain.Value
}

// twinned adds that u stands for v in one state and for w in the other.
func (m *Space) twinned(ts []twin, u, v, w domain.Value) []twin {
	_, _, ok := m.linear(v)
	_, _, also := m.linear(w)
	if u.K != domain.Sym || !ok || !also {
		return ts
	}
	return append(ts, twin{uint64(u.N), v, w})
}

// linear is v as an unknown number, if it has one, and what is added to it. Numbers that
// are no count and no flag are left out.
func (m *Space) linear(v domain.Value) (base domain.Value, plus int64, ok bool) {
	switch {
	case v.T != 0:
	case v.K == domain.Int:
		return domain.Value{}, v.N, -FewBelow <= v.N && v.N <= FewBelow
	case v.K == domain.Sym:
		return v, 0, true
	case v.K == domain.Term:
		if t := m.terms[v.N]; t.op == "+" && t.a.K == domain.Sym && t.b.K == domain.Int {
			return t.a, t.b.N, true
		}
	}
	return domain.Value{}, 0, false
}

// fromJoin marks a name of a joined state where the states that are joined use the same.
const fromJoin = 1 << 62

// relate is what x and y both say of the numbers of the state that they are joined to.
func (m *Space) relate(x, y *State, twins []twin) *affine.System {
	if len(twins) == 0 && (x.Related == nil || y.Related == nil) {
		return nil
	}
	kept := m.kept(x, y, twins)
	a, possible := m.side(x, twins, kept, func(t twin) domain.Value { return t.x })
	b, also := m.side(y, twins, kept, func(t twin) domain.Value { return t.y })
	switch {
	case !possible:
		a = b
	case also:
		a = a.Join(b)
	}
	return a.Rename(func(name uint64) uint64 { return name &^ fromJoin })
}

// kept are the unknown numbers of which either state says something, and that both hold
// where nothing differs.
func (m *Space) kept(x, y *State, twins []twin) map[uint64]bool {
	kept := map[uint64]bool{}
	for _, st := range []*State{x, y} {
		for _, name := range st.Related.Unknowns() {
			kept[name] = true
		}
	}
	persist.Zip(x.Facts, y.Facts, func(k uint64, p Fact, _ bool, q Fact, _ bool) {
		if p.Refs == 0 || q.Refs == 0 || k >= 1<<40 {
			return
		}
		if r, s := m.rangeOf(p), m.rangeOf(q); r.Lo == r.Hi || s.Lo == s.Hi {
			kept[k] = true
		}
	})
	for _, t := range twins {
		delete(kept, t.name)
	}
	return kept
}

// side is what one state says of the numbers of the joined one and of those that are kept.
// It reports whether the state is possible.
func (m *Space) side(st *State, twins []twin, kept map[uint64]bool, of func(twin) domain.Value) (*affine.System, bool) {
	es := slices.Clip(st.Related.Equalities())
	known := func(name uint64) {
		f, _ := st.Facts.Get(name)
		if r := m.rangeOf(f); r.Lo == r.Hi {
			es = append(es, affine.Equality{Terms: []affine.Term{{Of: name, By: 1}}, Is: r.Lo})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		known(name)
	}
	for _, t := range twins {
		base, plus, _ := m.linear(of(t))
		e := affine.Equality{Terms: []affine.Term{{Of: t.name | fromJoin, By: 1}}, Is: plus}
		if base.K == domain.Sym {
			known(uint64(base.N))
			e.Terms = append(e.Terms, affine.Term{Of: uint64(base.N), By: -1})
		}
		es = append(es, e)
	}
	s, ok := (*affine.System)(nil).And(es...)
	return s.Forget(func(name uint64) bool { return name&fromJoin == 0 && !kept[name] }), ok
}

// infer learns from equalities what the values of some unknown numbers say of others. It
// reports whether there may be such numbers.
func (m *Space) infer(st *State) bool {
	return st.Related.Narrow(func(name uint64) affine.Interval {
		r := m.Bounds(st, domain.Value{K: domain.Sym, N: int64(name)})
		return affine.Interval{Lo: r.Lo, Hi: r.Hi}
	}, func(name uint64, to affine.Interval) {
		f, _ := st.Facts.Get(name)
		st.Facts = st.Facts.Set(name, m.says(f, m.rangeOf(f).Meet(domain.Range{Lo: to.Lo, Hi: to.Hi})))
	})
}

// unrelate forgets what equalities say of an unknown number: nothing holds it any more. What
// is known of it goes into what they say of the others: a flag that was found set and is
// written was one of those that were counted.
func (m *Space) unrelate(st *State, name uint64) {
	if !st.Related.Has(name) {
		return
	}
	f, _ := st.Facts.Get(name)
	if n, one := m.rangeOf(f).Single(); one {
		if s, ok := st.Related.And(affine.Equality{Terms: []affine.Term{{Of: name, By: 1}}, Is: n}); ok {
			st.Related = s
		}
	}
	st.Related = st.Related.Forget(func(n uint64) bool { return n == name })
}
