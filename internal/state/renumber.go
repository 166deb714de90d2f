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

// Renumber numbers the threads of st.
func (m *Space) Renumber(st *State) {
	to := m.numbers(st)
	if len(to) == 0 || m.deeper(st, to) {
		return
	}
	swap := func(v domain.Value) domain.Value { return m.renamed(v, to) }
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		if w := swap(v); w != v {
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
	st.Acts = m.renamedActs(st.Acts, to)
}

// numbers are the new objects of the threads that have the wrong ones.
func (m *Space) numbers(st *State) map[int32]int32 {
	var running, all []int32
	for a := st.Acts; a != nil; a = a.Next {
		if a.Handle >= 0 && !slices.Contains(running, a.Handle) {
			running = append(running, a.Handle)
		}
	}
	slices.Reverse(running)
	st.Objs.Range(func(k uint64, o Object) bool {
		if m.Objects[k].Kind == "thread" && !o.summary && !slices.Contains(running, int32(k)) {
			all = append(all, int32(k))
		}
		return true
	})
	to := map[int32]int32{}
	next := map[program.SiteKey]int32{}
	for _, o := range append(running, all...) {
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

// deeper reports whether more leads to the threads than handles in cells: a local
// variable, a value made of others, an address as a map's key; or whether they have
// cells. They keep their numbers then.
func (m *Space) deeper(st *State, to map[int32]int32) bool {
	found := false
	look := func(v domain.Value) {
		_, ok := to[v.O]
		found = found || ok && (v.K == domain.Ptr || v.K == domain.Func || v.K == domain.API) || v.K == domain.Agg || v.K == domain.Box
		if v.K == domain.Set {
			found = found || m.renamed(v, to) != v
		}
	}
	for a := st.Acts; a != nil; a = a.Next {
		for _, v := range append(slices.Clone(a.Args), a.Fn, a.Group) {
			look(v)
		}
		a.kept(look)
		if a.Paused != nil {
			look(a.Paused.Result)
		}
	}
	for t := st.Tables; t != nil; t = t.Next {
		look(t.Fn)
		look(t.Context)
	}
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		_, in := to[ObjectOf(k)]
		if found = found || in; v.K != domain.Ptr && v.K != domain.Set {
			look(v)
		}
		for p := PathOf(k); p > 0; p = m.Paths.Up[p] {
			found = found || strings.Contains(m.Paths.Elem[p], "[&")
		}
		return !found
	})
	return found
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

// renamedActs are the activities from a on with the new numbers.
func (m *Space) renamedActs(a *Activity, to map[int32]int32) *Activity {
	if a == nil {
		return nil
	}
	c := *a
	c.Next = m.renamedActs(a.Next, to)
	if n, ok := to[c.Handle]; ok {
		c.Handle = n
	}
	c.Rehash()
	return &c
}
