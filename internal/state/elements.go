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

// Indexed reports whether a path leads through an element.
func (m *Space) Indexed(p int32) bool { return m.Paths.indexed(p) }

// Scatters reports whether a path leads through an element of an index or a key that is
// not known.
func (m *Space) Scatters(p int32) bool {
	for ; p > 0; p = m.Paths.Up[p] {
		if m.Paths.Elem[p] == Star {
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

// full reports whether so many cells are those of all elements that there are of an array,
// of which o, p is any.
func (m *Space) full(o, p int32, cells int) bool {
	var size int32
	stars := 0
	for ; p > 0; p = m.Paths.Up[p] {
		if m.Paths.Elem[p] == Star {
			size, stars = m.sizes[Key(o, p)], stars+1
		}
	}
	return stars == 1 && 0 < size && int(size) <= cells
}

// storeAny writes v to what may be the cell at o, p: each of those may keep what it holds.
// It reports whether one of them is that cell for certain.
func (m *Space) storeAny(st *State, o, p int32, v domain.Value) bool {
	if !m.Paths.indexed(p) {
		return false
	}
	n := 0
	st.Mem.High(uint32(o), func(k uint64, old domain.Value) bool {
		if old.K == domain.Mark || !m.Paths.meets(PathOf(k), p) {
			return true
		}
		n++
		if w := m.Either(old, v); w != old { // a large table is written one by one: most writes bring nothing new
			st.Lossy = st.Lossy || w.K == domain.Any && old.K != domain.Any
			m.Put(st, o, PathOf(k), w)
		}
		return true
	})
	return m.full(o, p, n)
}

// elements is the value of a cell that may be that of other elements, or that they may be:
// what it is known to hold, if it was written; or else zero, unless all elements were
// written; and what they hold.
func (m *Space) elements(st *State, o, p int32, own ...domain.Value) domain.Value {
	keys, vs := m.meeting(st, o, p)
	st.Lossy = st.Lossy || slices.ContainsFunc(keys, func(k uint64) bool { return m.Paths.blends(PathOf(k)) })
	if len(own) == 0 && !m.full(o, p, len(keys)) {
		own = []domain.Value{domain.Number(0)}
	}
	if len(vs) == 0 && len(own) == 1 {
		if m.Paths.weak(p) {
			m.blend(st, own...)
		}
		return own[0]
	}
	vs = append(vs, own...)
	m.blend(st, vs...)
	v := m.oneOf(maxElements, vs...)
	st.Lossy = st.Lossy || v.K == domain.Any && !slices.ContainsFunc(vs, func(w domain.Value) bool { return w.K == domain.Any })
	return v
}

// Blends notes that what v leads to is read: of elements that are taken for one, it may be
// what another holds. What is found behind that is as what is found behind a merge. It
// reports whether it is one of those.
func (m *Space) Blends(st *State, v domain.Value) bool {
	one := v.K == domain.Ptr && m.Paths.blends(v.P)
	st.Lossy = st.Lossy || one
	return one
}

// blend notes that elements are loaded to which a number may have been written by an index
// that is not known: each of them may hold it, but one does. What is found behind that is
// as what is found behind a merge.
func (m *Space) blend(st *State, vs ...domain.Value) {
	st.Lossy = st.Lossy || slices.ContainsFunc(vs, func(v domain.Value) bool {
		return v.K == domain.Set && slices.ContainsFunc(m.Sets[v.N], func(w domain.Value) bool { return w.K == domain.Int })
	})
}
