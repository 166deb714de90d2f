package state

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// Threads of one place are told apart by number. Which number one got says only
// how many were there before it, so between two roots they are numbered anew: first
// those that run, oldest first, then those that have ended.

// Renumber numbers the objects of a kind anew: first some, in their order, then the others.
func (m *Space) Renumber(st *State, kind ObjectKind, first []int32) {
	to := m.numbers(st, kind, first)
	if len(to) == 0 || m.deeper(st, to) {
		return
	}
	parts := st.parts
	for i, p := range parts {
		if p != nil {
			renamed, ok := p.Renamed(m, to)
			if !ok {
				return
			}
			parts[i] = renamed
		}
	}
	st.parts = parts
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		if w := m.renamed(v, to); w != v {
			st.Mem = st.Mem.Set(k, w)
		}
		return true
	})
	objs := st.Objs
	for o := range to {
		objs = objs.Delete(uint64(o))
	}
	for o, n := range to {
		info, _ := st.Objs.Get(uint64(o))
		objs = objs.Set(uint64(n), info)
	}
	st.Objs = objs
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
// others, an address as a map's key; or whether they have cells. They keep their numbers
// then.
func (m *Space) deeper(st *State, to map[int32]int32) bool {
	found := false
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		_, in := to[ObjectOf(k)]
		if found = found || in; v.K != domain.Ptr && v.K != domain.Set {
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
		return true
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
