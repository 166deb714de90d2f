package follow

import (
	"math"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// A map is an object with a cell for each key that is known: an integer, a
// string, or the address of one object. What is stored under any other key is
// one cell, which stands for all of them.

func (a *Activation) lookup(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.Site(a.F, b, i)
	mp := a.Value(st, in.A)
	give := func(s *state.State, v, ok domain.Value) {
		if in.N == 1 {
			v = m.Tuple([]domain.Value{v, ok})
		}
		Set(s, in.Dst, v)
	}
	perhaps := func(s *state.State) domain.Value { return m.UnknownIn(s, at, domain.Range{Lo: 0, Hi: 1}) }
	if mp.K != domain.Ptr && !mp.IsNil() {
		give(st, m.UnknownOf(st, at, in.Kind), perhaps(st))
		return true, nil
	}
	elem := m.MapElem(st, a.Value(st, in.B))
	p := m.Paths.Below(mp.P, elem)
	_, there := st.Mem.Get(state.Key(mp.O, m.Has(mp, elem)))
	_, other := st.Mem.Get(state.Key(mp.O, m.Has(mp, state.Star)))
	switch {
	case mp.IsNil(), !there && !other && elem != state.Star && !m.Unknown(st, mp.O, p):
		give(st, state.ZeroOf(in.Kind), domain.Number(0))
		return true, nil
	}
	v := m.Load(st, mp.O, p, in.Kind, at)
	ok := func(s *state.State, w domain.Value) domain.Value {
		switch {
		case there && elem != state.Star:
			return domain.Number(1)
		case w.IsNil():
			return domain.Number(0)
		case w.K == domain.Ptr || w.K == domain.Func:
			return domain.Number(1)
		}
		return perhaps(s)
	}
	if v.K == domain.Set {
		return First(st, m.fork(*st, v, func(s *state.State, w domain.Value) { give(s, w, ok(s, w)) }))
	}
	give(st, v, ok(st, v))
	return true, nil
}

// update stores a value in a map under a key, or deletes the key.
func (a *Activation) update(b, i int32, in *summary.Instr, st *state.State) bool {
	m, v, vs := a.m, a.Value(st, in.A), a.Values(st, in.Args)
	if v.IsNil() && len(vs) > 0 {
		st.Panics, st.Cause = true, domain.Value{K: domain.Any}
		a.unwind(b, i, st)
		return false
	}
	if v.K != domain.Ptr {
		return true
	}
	before := *st
	elem := m.MapElem(st, a.Value(st, in.B))
	p, size, has := m.Paths.Below(v.P, elem), m.Paths.Below(v.P, "len"), m.Has(v, elem)
	n, _ := st.Mem.Get(state.Key(v.O, size))
	old, _ := st.Mem.Get(state.Key(v.O, p))
	_, had := st.Mem.Get(state.Key(v.O, has))
	exact := n.K == domain.Int && elem != state.Star && m.Strong(st, v.O, p)
	switch {
	case len(vs) == 0 && exact && had:
		m.Clear(st, v.O, p)
		m.Clear(st, v.O, has)
		n.N--
	case len(vs) == 0 && exact:
		return true
	case len(vs) == 0:
		m.Resize(st, v, domain.Value{K: domain.Any})
		return true
	case exact:
		m.Store(st, v.O, p, vs[0])
		m.Put(st, v.O, has, domain.Number(1))
		if !had {
			n.N++
		}
	default:
		m.Store(st, v.O, p, vs[0])
		m.Put(st, v.O, has, domain.Number(1))
		m.Resize(st, v, domain.Value{K: domain.Any})
		n = m.UnknownIn(st, m.Site(a.F, b, i), domain.Range{Lo: 1, Hi: math.MaxInt32})
	}
	m.Put(st, v.O, size, n)
	return !exact || !had || !m.Sys.Orphaned(a, b, i, &before, st, old)
}

// iterate makes an iterator over the map v: an object that knows the map and
// the element that it gave last.
func (m *Runner) iterate(st *state.State, v domain.Value, at *program.Site) domain.Value {
	it := domain.Value{K: domain.Ptr, O: m.Allocate(st, state.AllocObject, at, "", state.Zeroed)}
	m.Put(st, it.O, m.Paths.Below(0, "map"), v)
	return it
}

// next gives an iterator's next element. Go goes over a map in any order; one is
// followed. What was stored under keys that are not known cannot be gone over
// one by one: then nothing is certain behind the loop.
func (a *Activation) next(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.Site(a.F, b, i)
	it := a.Value(st, in.A)
	give := func(ok, k, v domain.Value) (bool, []state.State) {
		Set(st, in.Dst, m.Tuple([]domain.Value{ok, k, v}))
		return true, nil
	}
	mp, last := domain.Value{K: domain.Any}, domain.Number(-1)
	if it.K == domain.Ptr && m.Strong(st, it.O, 0) {
		mp, _ = st.Mem.Get(state.Key(it.O, m.Paths.Below(0, "map")))
		if v, ok := st.Mem.Get(state.Key(it.O, m.Paths.Below(0, "last"))); ok {
			last = v
		}
	}
	switch {
	case mp.IsNil():
		return give(domain.Number(0), domain.Number(0), domain.Number(0))
	case mp.K != domain.Ptr || last.K != domain.Int || m.Unknown(st, mp.O, mp.P):
		return give(m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: 1}), domain.Value{K: domain.Any}, m.UnknownOf(st, at, in.Kind))
	}
	p, found := m.following(st, mp, int32(last.N))
	if !found {
		return give(domain.Number(0), domain.Number(0), state.ZeroOf(in.Kind))
	}
	elem := m.Paths.Elem[p][len("has"):]
	if elem == state.Star {
		if m.holdsLive(st, mp) {
			m.Report.GiveUp(st, at, "map", "the loop goes over a map whose keys are not known")
		}
		return give(m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: 1}), domain.Value{K: domain.Any}, m.UnknownOf(st, at, in.Kind))
	}
	m.Put(st, it.O, m.Paths.Below(0, "last"), domain.Number(int64(p)))
	v := m.Load(st, mp.O, m.Paths.Below(mp.P, elem), in.Kind, at)
	if v.K != domain.Set {
		return give(domain.Number(1), state.KeyOf(elem), v)
	}
	return First(st, m.fork(*st, v, func(s *state.State, w domain.Value) {
		Set(s, in.Dst, m.Tuple([]domain.Value{domain.Number(1), state.KeyOf(elem), w}))
	}))
}

// following is the cell of the first key of the map at v behind the cell last.
func (m *Runner) following(st *state.State, v domain.Value, last int32) (int32, bool) {
	best, found := int32(math.MaxInt32), false
	st.Mem.High(uint32(v.O), func(k uint64, _ domain.Value) bool {
		if p := state.PathOf(k); m.Paths.Up[p] == v.P && strings.HasPrefix(m.Paths.Elem[p], "has[") && p > last && p < best {
			best, found = p, true
		}
		return true
	})
	return best, found
}

// holdsLive reports whether v leads to what has to be given back.
func (m *Runner) holdsLive(st *state.State, v domain.Value) bool {
	seen := []int32{v.O}
	live := false
	for i := 0; i < len(seen) && !live; i++ {
		live = st.Owes(seen[i])
		st.Mem.High(uint32(seen[i]), func(_ uint64, w domain.Value) bool {
			for _, x := range m.Members(w) {
				if x.K == domain.Ptr && !slices.Contains(seen, x.O) {
					seen = append(seen, x.O)
				}
			}
			return true
		})
	}
	return live
}
