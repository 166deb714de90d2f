package simulate

import (
	"slices"
	"strconv"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// agg is the cells of a struct or tuple value, by path below it.
type agg struct {
	cells   *persist.Map[Value]
	unknown bool
}

type aggKey struct {
	hash    uint64
	size    int
	unknown bool
}

func (m *Machine) makeAgg(a agg) Value {
	k := aggKey{a.cells.Hash(), a.cells.Len(), a.unknown}
	id, ok := m.aggIDs[k]
	if !ok {
		id = int64(len(m.aggs))
		m.aggs = append(m.aggs, a)
		m.aggIDs[k] = id
	}
	return Value{K: Agg, N: id}
}

func (m *Machine) aggregate(st *State, o, p int32) Value {
	a := agg{unknown: m.unknown(st, o, p)}
	st.mem.High(uint32(o), func(k uint64, v Value) bool {
		if q := pathOf(k); m.paths.within(q, p) && (q != p || v.K != Mark) {
			a.cells = a.cells.Set(uint64(m.paths.rebase(q, p, 0)), v)
		}
		return true
	})
	return m.makeAgg(a)
}

// part is the component of an aggregate below elem.
func (m *Machine) part(st *State, v Value, elem string, kind summary.Shape, at *program.Site) Value {
	if v.K != Agg {
		return m.unknownOf(st, at, kind)
	}
	a := m.aggs[v.N]
	p := m.paths.below(0, elem)
	if kind == summary.Struct {
		sub := agg{unknown: a.unknown}
		a.cells.Range(func(k uint64, w Value) bool {
			if m.paths.within(int32(k), p) {
				sub.cells = sub.cells.Set(uint64(m.paths.rebase(int32(k), p, 0)), w)
			}
			return true
		})
		return m.makeAgg(sub)
	}
	if w, ok := a.cells.Get(uint64(p)); ok && w.K != Mark {
		return w
	}
	if a.unknown {
		v := m.unknownOf(st, at, kind)
		if elem == ddi.MinorFunction {
			v = m.asMinor(st, v)
		}
		return v
	}
	return integer(0)
}

func (m *Machine) tuple(vs []Value) Value {
	var a agg
	for i, v := range vs {
		a.cells = a.cells.Set(uint64(m.paths.below(0, "#"+strconv.Itoa(i))), v)
	}
	return m.makeAgg(a)
}

// maxSet is how many values a set tells apart.
const maxSet = 6

// either is a value that may be x or y.
func (m *Machine) either(x, y Value) Value {
	if x == y {
		return x
	}
	var vs []Value
	for _, v := range []Value{x, y} {
		switch v.K {
		case Set:
			vs = append(vs, m.sets[v.N]...)
		case Int, Ptr, Func, Str:
			vs = append(vs, v)
		default:
			return Value{K: Any}
		}
	}
	slices.SortFunc(vs, compareValues)
	vs = slices.Compact(vs)
	if len(vs) > maxSet {
		return Value{K: Any}
	}
	h := valuesHash(uint64(len(vs)), vs)
	id, ok := m.setIDs[h]
	if !ok {
		id = int64(len(m.sets))
		m.sets = append(m.sets, vs)
		m.setIDs[h] = id
	}
	return Value{K: Set, N: id}
}

func compareValues(a, b Value) int {
	for _, d := range []int64{int64(a.K) - int64(b.K), int64(a.O) - int64(b.O), int64(a.P) - int64(b.P), int64(a.T) - int64(b.T)} {
		if d != 0 {
			return int(d)
		}
	}
	switch {
	case a.N < b.N:
		return -1
	case a.N > b.N:
		return 1
	}
	return 0
}
