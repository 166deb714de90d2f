package simulate

import (
	"math"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// A map is an object with a cell for each key that is known: an integer, a
// string, or the address of one object. What is stored under any other key is
// one cell, which stands for all of them.

func (a *activation) lookup(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.site(a.f, b, i)
	mp := a.value(st, in.A)
	give := func(s *state.State, v, ok Value) {
		if in.N == 1 {
			v = m.Tuple([]Value{v, ok})
		}
		set(s, in.Dst, v)
	}
	perhaps := func(s *state.State) Value { return m.UnknownIn(s, at, Range{Lo: 0, Hi: 1}) }
	if mp.K != Ptr && !mp.IsNil() {
		give(st, m.UnknownOf(st, at, in.Kind), perhaps(st))
		return true, nil
	}
	elem := m.MapElem(st, a.value(st, in.B))
	p := m.Paths.Below(mp.P, elem)
	_, there := st.Mem.Get(state.Key(mp.O, m.Has(mp, elem)))
	_, other := st.Mem.Get(state.Key(mp.O, m.Has(mp, state.Star)))
	switch {
	case mp.IsNil(), !there && !other && elem != state.Star && !m.Unknown(st, mp.O, p):
		give(st, state.ZeroOf(in.Kind), integer(0))
		return true, nil
	}
	v := m.Load(st, mp.O, p, in.Kind, at)
	ok := func(s *state.State, w Value) Value {
		switch {
		case there && elem != state.Star:
			return integer(1)
		case w.IsNil():
			return integer(0)
		case w.K == Ptr || w.K == Func:
			return integer(1)
		}
		return perhaps(s)
	}
	if v.K == Set {
		return first(st, m.fork(*st, v, func(s *state.State, w Value) { give(s, w, ok(s, w)) }))
	}
	give(st, v, ok(st, v))
	return true, nil
}

// update stores a value in a map under a key, or deletes the key.
func (a *activation) update(b, i int32, in *summary.Instr, st *state.State) bool {
	m, v, vs := a.m, a.value(st, in.A), a.values(st, in.Args)
	if v.IsNil() && len(vs) > 0 {
		st.Panics, st.Cause = true, Value{K: Any}
		a.unwind(b, i, st)
		return false
	}
	if v.K != Ptr {
		return true
	}
	before := *st
	elem := m.MapElem(st, a.value(st, in.B))
	p, size, has := m.Paths.Below(v.P, elem), m.Paths.Below(v.P, "len"), m.Has(v, elem)
	n, _ := st.Mem.Get(state.Key(v.O, size))
	old, _ := st.Mem.Get(state.Key(v.O, p))
	_, had := st.Mem.Get(state.Key(v.O, has))
	exact := n.K == Int && elem != state.Star && m.Strong(st, v.O, p)
	switch {
	case len(vs) == 0 && exact && had:
		m.Clear(st, v.O, p)
		m.Clear(st, v.O, has)
		n.N--
	case len(vs) == 0 && exact:
		return true
	case len(vs) == 0:
		m.Resize(st, v, Value{K: Any})
		return true
	case exact:
		m.Store(st, v.O, p, vs[0])
		m.Put(st, v.O, has, integer(1))
		if !had {
			n.N++
		}
	default:
		m.Store(st, v.O, p, vs[0])
		m.Put(st, v.O, has, integer(1))
		m.Resize(st, v, Value{K: Any})
		n = m.UnknownIn(st, m.site(a.f, b, i), Range{Lo: 1, Hi: math.MaxInt32})
	}
	m.Put(st, v.O, size, n)
	return !exact || !had || !m.sys.Orphaned(a, b, i, &before, st, old)
}

// iterate makes an iterator over the map v: an object that knows the map and
// the element that it gave last.
func (m *Machine) iterate(st *state.State, v Value, at *program.Site) Value {
	it := Value{K: Ptr, O: m.Allocate(st, "alloc", at, "", false)}
	m.Put(st, it.O, m.Paths.Below(0, "map"), v)
	return it
}

// next gives an iterator's next element. Go goes over a map in any order; one is
// followed. What was stored under keys that are not known cannot be gone over
// one by one: then nothing is certain behind the loop.
func (a *activation) next(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.site(a.f, b, i)
	it := a.value(st, in.A)
	give := func(ok, k, v Value) (bool, []state.State) {
		set(st, in.Dst, m.Tuple([]Value{ok, k, v}))
		return true, nil
	}
	mp, last := Value{K: Any}, integer(-1)
	if it.K == Ptr && m.Strong(st, it.O, 0) {
		mp, _ = st.Mem.Get(state.Key(it.O, m.Paths.Below(0, "map")))
		if v, ok := st.Mem.Get(state.Key(it.O, m.Paths.Below(0, "last"))); ok {
			last = v
		}
	}
	switch {
	case mp.IsNil():
		return give(integer(0), integer(0), integer(0))
	case mp.K != Ptr || last.K != Int || m.Unknown(st, mp.O, mp.P):
		return give(m.UnknownIn(st, at, Range{Lo: 0, Hi: 1}), Value{K: Any}, m.UnknownOf(st, at, in.Kind))
	}
	p, found := m.following(st, mp, int32(last.N))
	if !found {
		return give(integer(0), integer(0), state.ZeroOf(in.Kind))
	}
	elem := m.Paths.Elem[p][len("has"):]
	if elem == state.Star {
		if m.holdsLive(st, mp) {
			m.report.giveUp(st, at, "map", "the loop goes over a map whose keys are not known")
		}
		return give(m.UnknownIn(st, at, Range{Lo: 0, Hi: 1}), Value{K: Any}, m.UnknownOf(st, at, in.Kind))
	}
	m.Put(st, it.O, m.Paths.Below(0, "last"), integer(int64(p)))
	v := m.Load(st, mp.O, m.Paths.Below(mp.P, elem), in.Kind, at)
	if v.K != Set {
		return give(integer(1), state.KeyOf(elem), v)
	}
	return first(st, m.fork(*st, v, func(s *state.State, w Value) {
		set(s, in.Dst, m.Tuple([]Value{integer(1), state.KeyOf(elem), w}))
	}))
}

// following is the cell of the first key of the map at v behind the cell last.
func (m *Machine) following(st *state.State, v Value, last int32) (int32, bool) {
	best, found := int32(math.MaxInt32), false
	st.Mem.High(uint32(v.O), func(k uint64, _ Value) bool {
		if p := state.PathOf(k); m.Paths.Up[p] == v.P && strings.HasPrefix(m.Paths.Elem[p], "has[") && p > last && p < best {
			best, found = p, true
		}
		return true
	})
	return best, found
}

// holdsLive reports whether v leads to a live registration or an open socket.
func (m *Machine) holdsLive(st *state.State, v Value) bool {
	seen := []int32{v.O}
	live := false
	for i := 0; i < len(seen) && !live; i++ {
		live = m.anyAt(st, seen[i], func(r state.Registration) bool { return r.Phase == typestate.Registered })
		if s, ok := st.Sockets.Get(uint64(seen[i])); ok && s.SocketPhase == typestate.SocketOpen {
			live = true
		}
		st.Mem.High(uint32(seen[i]), func(_ uint64, w Value) bool {
			for _, x := range m.Members(w) {
				if x.K == Ptr && !slices.Contains(seen, x.O) {
					seen = append(seen, x.O)
				}
			}
			return true
		})
	}
	return live
}
