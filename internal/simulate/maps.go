package simulate

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// A map is an object with a cell for each key that is known: an integer, a
// string, or the address of one object. What is stored under any other key is
// one cell, which stands for all of them.

// mapElem is the path element of key k.
func (m *Machine) mapElem(st *State, k Value) string {
	if k.K == Ptr && m.strong(st, k.O, k.P) {
		return "[&" + strconv.Itoa(int(k.O)) + "." + strconv.Itoa(int(k.P)) + "]"
	}
	return m.indexElem(k.Plain())
}

// keyOf is the key of a path element that mapElem made; not of star.
func keyOf(elem string) Value {
	text := elem[1 : len(elem)-1]
	number := func(s string) int64 {
		n, _ := strconv.ParseInt(s, 10, 64)
		return n
	}
	switch text[0] {
	case '#':
		return Value{K: Str, N: number(text[1:])}
	case '&':
		o, p, _ := strings.Cut(text[1:], ".")
		return Value{K: Ptr, O: int32(number(o)), P: int32(number(p))}
	}
	return integer(number(text))
}

// has is the path of the cell that says that the map at v has the key of elem.
// The zero value of a key that is there is not told from none otherwise.
func (m *Machine) has(v Value, elem string) int32 { return m.paths.below(v.P, "has"+elem) }

func (a *activation) lookup(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	at := m.site(a.f, b, i)
	mp := a.value(st, in.A)
	give := func(s *State, v, ok Value) {
		if in.N == 1 {
			v = m.tuple([]Value{v, ok})
		}
		set(s, in.Dst, v)
	}
	perhaps := func(s *State) Value { return m.unknownIn(s, at, Range{Lo: 0, Hi: 1}) }
	if mp.K != Ptr && !mp.IsNil() {
		give(st, m.unknownOf(st, at, in.Kind), perhaps(st))
		return true, nil
	}
	elem := m.mapElem(st, a.value(st, in.B))
	p := m.paths.below(mp.P, elem)
	_, there := st.mem.Get(key(mp.O, m.has(mp, elem)))
	_, other := st.mem.Get(key(mp.O, m.has(mp, star)))
	switch {
	case mp.IsNil(), !there && !other && elem != star && !m.unknown(st, mp.O, p):
		give(st, zeroOf(in.Kind), integer(0))
		return true, nil
	}
	v := m.load(st, mp.O, p, in.Kind, at)
	ok := func(s *State, w Value) Value {
		switch {
		case there && elem != star:
			return integer(1)
		case w.IsNil():
			return integer(0)
		case w.K == Ptr || w.K == Func:
			return integer(1)
		}
		return perhaps(s)
	}
	if v.K == Set {
		return first(st, m.fork(*st, v, func(s *State, w Value) { give(s, w, ok(s, w)) }))
	}
	give(st, v, ok(st, v))
	return true, nil
}

// zeroOf is the zero value of a shape.
func zeroOf(kind summary.Shape) Value {
	if kind == summary.Struct {
		return Value{K: Agg}
	}
	return integer(0)
}

// update stores a value in a map under a key, or deletes the key.
func (a *activation) update(b, i int32, in *summary.Instr, st *State) bool {
	m, v, vs := a.m, a.value(st, in.A), a.values(st, in.Args)
	if v.IsNil() && len(vs) > 0 {
		st.panics, st.cause = true, Value{K: Any}
		a.unwind(b, i, st)
		return false
	}
	if v.K != Ptr {
		return true
	}
	before := *st
	elem := m.mapElem(st, a.value(st, in.B))
	p, size, has := m.paths.below(v.P, elem), m.paths.below(v.P, "len"), m.has(v, elem)
	n, _ := st.mem.Get(key(v.O, size))
	old, _ := st.mem.Get(key(v.O, p))
	_, had := st.mem.Get(key(v.O, has))
	exact := n.K == Int && elem != star && m.strong(st, v.O, p)
	switch {
	case len(vs) == 0 && exact && had:
		m.clear(st, v.O, p)
		m.clear(st, v.O, has)
		n.N--
	case len(vs) == 0 && exact:
		return true
	case len(vs) == 0:
		m.resize(st, v, Value{K: Any})
		return true
	case exact:
		m.store(st, v.O, p, vs[0])
		m.put(st, v.O, has, integer(1))
		if !had {
			n.N++
		}
	default:
		m.store(st, v.O, p, vs[0])
		m.put(st, v.O, has, integer(1))
		m.resize(st, v, Value{K: Any})
		n = m.unknownIn(st, m.site(a.f, b, i), Range{Lo: 1, Hi: math.MaxInt32})
	}
	m.put(st, v.O, size, n)
	return !exact || !had || !a.orphaned(b, i, &before, st, old)
}

// iterate makes an iterator over the map v: an object that knows the map and
// the element that it gave last.
func (m *Machine) iterate(st *State, v Value, at *program.Site) Value {
	it := Value{K: Ptr, O: m.allocate(st, "alloc", at, "", false)}
	m.put(st, it.O, m.paths.below(0, "map"), v)
	return it
}

// next gives an iterator's next element. Go goes over a map in any order; one is
// followed. What was stored under keys that are not known cannot be gone over
// one by one: then nothing is certain behind the loop.
func (a *activation) next(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	at := m.site(a.f, b, i)
	it := a.value(st, in.A)
	give := func(ok, k, v Value) (bool, []State) {
		set(st, in.Dst, m.tuple([]Value{ok, k, v}))
		return true, nil
	}
	mp, last := Value{K: Any}, integer(-1)
	if it.K == Ptr && m.strong(st, it.O, 0) {
		mp, _ = st.mem.Get(key(it.O, m.paths.below(0, "map")))
		if v, ok := st.mem.Get(key(it.O, m.paths.below(0, "last"))); ok {
			last = v
		}
	}
	switch {
	case mp.IsNil():
		return give(integer(0), integer(0), integer(0))
	case mp.K != Ptr || last.K != Int || m.unknown(st, mp.O, mp.P):
		return give(m.unknownIn(st, at, Range{Lo: 0, Hi: 1}), Value{K: Any}, m.unknownOf(st, at, in.Kind))
	}
	p, found := m.following(st, mp, int32(last.N))
	if !found {
		return give(integer(0), integer(0), zeroOf(in.Kind))
	}
	elem := m.paths.elem[p][len("has"):]
	if elem == star {
		if m.holdsLive(st, mp) {
			m.report.giveUp(st, at, "map", "the loop goes over a map whose keys are not known")
		}
		return give(m.unknownIn(st, at, Range{Lo: 0, Hi: 1}), Value{K: Any}, m.unknownOf(st, at, in.Kind))
	}
	m.put(st, it.O, m.paths.below(0, "last"), integer(int64(p)))
	v := m.load(st, mp.O, m.paths.below(mp.P, elem), in.Kind, at)
	if v.K != Set {
		return give(integer(1), keyOf(elem), v)
	}
	return first(st, m.fork(*st, v, func(s *State, w Value) {
		set(s, in.Dst, m.tuple([]Value{integer(1), keyOf(elem), w}))
	}))
}

// following is the cell of the first key of the map at v behind the cell last.
func (m *Machine) following(st *State, v Value, last int32) (int32, bool) {
	best, found := int32(math.MaxInt32), false
	st.mem.High(uint32(v.O), func(k uint64, _ Value) bool {
		if p := pathOf(k); m.paths.up[p] == v.P && strings.HasPrefix(m.paths.elem[p], "has[") && p > last && p < best {
			best, found = p, true
		}
		return true
	})
	return best, found
}

// holdsLive reports whether v leads to a live registration or an open socket.
func (m *Machine) holdsLive(st *State, v Value) bool {
	seen := []int32{v.O}
	live := false
	for i := 0; i < len(seen) && !live; i++ {
		live = m.anyAt(st, seen[i], func(r Registration) bool { return r.Phase == typestate.Registered })
		if s, ok := st.sockets.Get(uint64(seen[i])); ok && s.SocketPhase == typestate.SocketOpen {
			live = true
		}
		st.mem.High(uint32(seen[i]), func(_ uint64, w Value) bool {
			for _, x := range m.members(w) {
				if x.K == Ptr && !slices.Contains(seen, x.O) {
					seen = append(seen, x.O)
				}
			}
			return true
		})
	}
	return live
}

// members are the values that v may be.
func (m *Machine) members(v Value) []Value {
	if v.K == Set {
		return m.sets[v.N]
	}
	return []Value{v}
}
