package state

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
)

// Elements of arrays and maps that are not told apart. An element of an index or a key that
// is not known is a cell of its own, star; it may be any of the others, below it as well.

// meets reports whether x and y may be the same cell, which they are not for certain: they
// differ in an index alone that one of them does not know.
func (p *paths) meets(x, y int32) bool {
	differ := false
	for x > 0 && y > 0 && x != y {
		a, b := p.Elem[x], p.Elem[y]
		switch {
		case a == b:
		case a == Star && strings.HasPrefix(b, "["), b == Star && strings.HasPrefix(a, "["):
			differ = true
		default:
			return false
		}
		x, y = p.Up[x], p.Up[y]
	}
	return differ && x == y
}

// indexed reports whether a path leads through an element.
func (p *paths) indexed(x int32) bool {
	for ; x > 0; x = p.Up[x] {
		if strings.HasPrefix(p.Elem[x], "[") {
			return true
		}
	}
	return false
}

// meeting are the cells that were written and may be the one at o, p.
func (m *Space) meeting(st *State, o, p int32) (keys []uint64, values []domain.Value) {
	if !m.Paths.indexed(p) {
		return nil, nil
	}
	st.Mem.High(uint32(o), func(k uint64, v domain.Value) bool {
		if v.K != domain.Mark && m.Paths.meets(PathOf(k), p) {
			keys, values = append(keys, k), append(values, v)
		}
		return true
	})
	return keys, values
}

// CountElements says how many elements the array has whose element of an unknown index is at v.
func (m *Space) CountElements(v domain.Value, n int32) {
	if v.K == domain.Ptr && n > 0 {
		m.sizes[Key(v.O, v.P)] = n
	}
}

// full reports whether n elements are all that there are where o, p is one of them.
func (m *Space) full(o, p int32, n int) bool {
	for ; p > 0; p = m.Paths.Up[p] {
		if m.Paths.Elem[p] == Star {
			return n >= int(m.sizes[Key(o, p)]) && m.sizes[Key(o, p)] > 0
		}
	}
	return false
}

// storeAny writes v to what may be the cell at o, p: each of those may keep what it holds.
func (m *Space) storeAny(st *State, o, p int32, v domain.Value) {
	keys, values := m.meeting(st, o, p)
	for i, k := range keys {
		w := m.Either(values[i], v)
		st.Lossy = st.Lossy || w.K == domain.Any && values[i].K != domain.Any
		m.Put(st, o, PathOf(k), w)
	}
}

// unwritten is the value of a cell never written: zero, or what was written to an element
// that may be the same one.
func (m *Space) unwritten(st *State, o, p int32) domain.Value {
	_, vs := m.meeting(st, o, p)
	if len(vs) == 0 {
		return domain.Number(0)
	}
	some := slices.Clone(vs)
	if !m.full(o, p, len(vs)) {
		some = append(some, domain.Number(0))
	}
	v := m.oneOf(maxElements, some...)
	st.Lossy = st.Lossy || v.K == domain.Any && !slices.ContainsFunc(vs, func(w domain.Value) bool { return w.K == domain.Any })
	return v
}
