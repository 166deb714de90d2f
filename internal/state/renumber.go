package state

import (
	"maps"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
)

// Objects of one place are told apart by number. Which number a thread or a socket got says
// only how many were there before it, so between two roots they are numbered anew.

// Renumber numbers the objects of a kind anew: first some, in their order, then the others.
func (m *Space) Renumber(st *State, kind ObjectKind, first []int32) {
	m.Rename(st, m.numbers(st, kind, first))
}

// Rename puts other objects in the place of some. Those that get the same one become one:
// their cells are the same, and name nothing that is not known. It reports whether it could.
func (m *Space) Rename(st *State, to map[int32]int32) bool {
	if len(to) == 0 || m.deeper(st, to) {
		return false
	}
	parts := st.parts
	for i, p := range parts {
		if p != nil {
			renamed, ok := p.Renamed(m, to)
			if !ok {
				return false
			}
			parts[i] = renamed
		}
	}
	st.parts = parts
	m.move(st, to)
	objs := st.Objs
	for o := range to {
		objs = objs.Delete(uint64(o))
	}
	for _, o := range slices.Sorted(maps.Keys(to)) {
		info, _ := st.Objs.Get(uint64(o))
		objs = objs.Set(uint64(to[o]), info)
	}
	st.Objs = objs
	return true
}

// move moves the cells of objects, and has those that lead to them lead to the new ones.
func (m *Space) move(st *State, to map[int32]int32) {
	var moved *persist.Map[domain.Value]
	mem := st.Mem
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		w := m.renamed(v, to)
		if n, ok := to[ObjectOf(k)]; ok {
			mem, moved = mem.Delete(k), moved.Set(Key(n, PathOf(k)), w)
		} else if w != v {
			mem = mem.Set(k, w)
		}
		return true
	})
	moved.Range(func(k uint64, v domain.Value) bool {
		mem = mem.Set(k, v)
		return true
	})
	st.Mem = mem
}

// numbers are the new objects of those that have the wrong ones.
func (m *Space) numbers(st *State, kind ObjectKind, first []int32) map[int32]int32 {
	var rest []int32
	st.Objs.Range(func(k uint64, o Object) bool {
		if m.Objects[k].Kind == kind && !o.summary && !slices.Contains(first, int32(k)) {
			rest = append(rest, int32(k))
		}
		return true
	})
	to := map[int32]int32{}
	next := map[program.SiteKey]int32{}
	for _, o := range append(first[:len(first):len(first)], rest...) {
		if obj, _ := st.Objs.Get(uint64(o)); obj.summary {
			continue
		}
		from := m.Objects[o].Origin
		n := next[from.Site]
		next[from.Site]++
		if n == from.N {
			continue
		}
		from.N = n
		to[o] = m.Object(from, m.Objects[o].Name, m.Objects[o].at)
	}
	return to
}

// deeper reports whether more leads to the objects than pointers in cells: a value made of
// others, an address as a map's key. They keep their numbers then.
func (m *Space) deeper(st *State, to map[int32]int32) bool {
	found := false
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		if v.K != domain.Ptr && v.K != domain.Set {
			found = found || m.Names(v, to)
		}
		for p := PathOf(k); p > 0; p = m.Paths.Up[p] {
			found = found || strings.Contains(m.Paths.Elem[p], "[&")
		}
		return !found
	})
	return found
}

// Names reports whether v leads to one of some objects, or may.
func (m *Space) Names(v domain.Value, some map[int32]int32) bool {
	switch v.K {
	case domain.Ptr, domain.Func, domain.API:
		_, ok := some[v.O]
		return ok
	case domain.Agg, domain.Box:
		return !m.aggs[v.N].Cells.Range(func(_ uint64, w domain.Value) bool { return !m.Names(w, some) })
	case domain.Set:
		return m.renamed(v, some) != v
	}
	return false
}

// renamed is v with the new numbers.
func (m *Space) renamed(v domain.Value, to map[int32]int32) domain.Value {
	switch v.K {
	case domain.Ptr:
		if n, ok := to[v.O]; ok {
			v.O = n
		}
	case domain.Set:
		w := m.renamed(m.Sets[v.N][0], to)
		for _, x := range m.Sets[v.N][1:] {
			w = m.Either(w, m.renamed(x, to))
		}
		return w
	}
	return v
}

// InOrder are the objects of a kind to which cells lead, in the order of the first cell that
// leads to each.
func (m *Space) InOrder(st *State, kind ObjectKind) []int32 {
	var out []int32
	see := func(v domain.Value) {
		if v.K == domain.Ptr && v.O >= 0 && m.Objects[v.O].Kind == kind && !slices.Contains(out, v.O) {
			out = append(out, v.O)
		}
	}
	st.Mem.Range(func(_ uint64, v domain.Value) bool {
		see(v)
		if v.K == domain.Set {
			for _, x := range m.Sets[v.N] {
				see(x)
			}
		}
		return true
	})
	return out
}

// Alike reports whether two objects of one place have the same cells.
func (m *Space) Alike(st *State, x, y int32) bool {
	return m.Objects[x].Site == m.Objects[y].Site && m.cellsHash(st, x) == m.cellsHash(st, y)
}

func (m *Space) cellsHash(st *State, o int32) uint64 {
	obj, _ := st.Objs.Get(uint64(o))
	h := Bit(obj.Unknown)<<1 | Bit(obj.summary)
	st.Mem.High(uint32(o), func(k uint64, v domain.Value) bool {
		h = domain.Combine(h, uint64(uint32(PathOf(k))), v.Hash())
		return true
	})
	return h
}
