package state

import (
	"slices"
	"strconv"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Agg is the cells of a struct or tuple value, by path below it.
type Agg struct {
	Cells   *persist.Map[domain.Value]
	Unknown bool
}

type aggKey struct {
	hash    uint64
	size    int
	unknown bool
}

func (m *Space) MakeAgg(a Agg) domain.Value {
	k := aggKey{a.Cells.Hash(), a.Cells.Len(), a.Unknown}
	id, ok := m.aggIDs[k]
	if !ok {
		id = int64(len(m.aggs))
		m.aggs = append(m.aggs, a)
		m.aggIDs[k] = id
	}
	return domain.Value{K: domain.Agg, N: id}
}

func (m *Space) Aggregate(st *State, o, p int32) domain.Value {
	a := Agg{Unknown: m.Unknown(st, o, p)}
	st.Mem.High(uint32(o), func(k uint64, v domain.Value) bool {
		if q := PathOf(k); m.Paths.Within(q, p) && (q != p || v.K != domain.Mark) {
			a.Cells = a.Cells.Set(uint64(m.Paths.rebase(q, p, 0)), v)
		}
		return true
	})
	return m.MakeAgg(a)
}

// Part is the component of an aggregate below elem.
func (m *Space) Part(st *State, v domain.Value, elem string, kind summary.Shape, at *program.Site) domain.Value {
	if v.K != domain.Agg {
		return m.UnknownOf(st, at, kind)
	}
	a := m.aggs[v.N]
	p := m.Paths.Below(0, elem)
	if kind == summary.Struct {
		sub := Agg{Unknown: a.Unknown}
		a.Cells.Range(func(k uint64, w domain.Value) bool {
			if m.Paths.Within(int32(k), p) {
				sub.Cells = sub.Cells.Set(uint64(m.Paths.rebase(int32(k), p, 0)), w)
			}
			return true
		})
		return m.MakeAgg(sub)
	}
	if w, ok := a.Cells.Get(uint64(p)); ok && w.K != domain.Mark {
		return w
	}
	if a.Unknown {
		v := m.UnknownOf(st, at, kind)
		if elem == ddi.MinorFunction {
			v = m.AsMinor(st, v)
		}
		return v
	}
	return domain.Number(0)
}

func (m *Space) Tuple(vs []domain.Value) domain.Value {
	var a Agg
	for i, v := range vs {
		a.Cells = a.Cells.Set(uint64(m.Paths.Below(0, "#"+strconv.Itoa(i))), v)
	}
	return m.MakeAgg(a)
}

// maxSet is how many values a cell is known to hold one of. Of the elements of an array or a
// map each is told apart as one is loaded, up to maxElements: as many as a call of one may be
// of functions.
const (
	maxSet      = 6
	maxElements = 64
)

// Either is a value that may be x or y.
func (m *Space) Either(x, y domain.Value) domain.Value {
	if x == y {
		return x
	}
	return m.oneOf(maxSet, x, y)
}

// oneOf is a value that may be any of vs, if they are no more than most.
func (m *Space) oneOf(most int, some ...domain.Value) domain.Value {
	var vs []domain.Value
	for _, v := range some {
		switch v.K {
		case domain.Set:
			vs = append(vs, m.Sets[v.N]...)
		case domain.Int, domain.Ptr, domain.Func, domain.Str:
			vs = append(vs, v)
		case domain.Box:
			if most <= maxSet { // a cell does not hold one of some structs
				return domain.Value{K: domain.Any}
			}
			vs = append(vs, v)
		default:
			return domain.Value{K: domain.Any}
		}
	}
	slices.SortFunc(vs, compareValues)
	vs = slices.Compact(vs)
	switch {
	case len(vs) == 1:
		return vs[0]
	case len(vs) > most:
		return domain.Value{K: domain.Any}
	}
	h := ValuesHash(uint64(len(vs)), vs)
	id, ok := m.setIDs[h]
	if !ok {
		id = int64(len(m.Sets))
		m.Sets = append(m.Sets, vs)
		m.setIDs[h] = id
	}
	return domain.Value{K: domain.Set, N: id}
}

func compareValues(a, b domain.Value) int {
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

// AnyType marks an interface whose dynamic type is not known and to which every
// assertion that the driver makes applies: the system fills it in as asked.
const AnyType = -1

// EventType marks cells that hold the state of an event.
const EventType = -2

// composed reports whether what is at o, p has parts: of a type parameter it is not known
// before.
func (m *Space) composed(st *State, o, p int32) bool {
	found := false
	st.Mem.High(uint32(o), func(k uint64, _ domain.Value) bool {
		found = PathOf(k) != p && m.Paths.Within(PathOf(k), p)
		return !found
	})
	return found
}
