package simulate

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/program"
)

// Threads of one place are told apart by number. Which number one got says only
// how many were there before it, so between two roots they are numbered anew: first
// those that run, oldest first, then those that have ended.

// renumber numbers the threads of st.
func (m *Machine) renumber(st *State) {
	to := m.numbers(st)
	if len(to) == 0 || m.deeper(st, to) {
		return
	}
	swap := func(v Value) Value { return m.renamed(v, to) }
	st.mem.Range(func(k uint64, v Value) bool {
		if w := swap(v); w != v {
			st.mem = st.mem.Set(k, w)
		}
		return true
	})
	objs := st.objs
	for o := range to {
		objs = objs.Delete(uint64(o))
	}
	for o, n := range to {
		info, _ := st.objs.Get(uint64(o))
		objs = objs.Set(uint64(n), info)
	}
	st.objs = objs
	st.acts = m.renamedActs(st.acts, to)
}

// numbers are the new objects of the threads that have the wrong ones.
func (m *Machine) numbers(st *State) map[int32]int32 {
	var running, all []int32
	for a := st.acts; a != nil; a = a.next {
		if a.handle >= 0 && !slices.Contains(running, a.handle) {
			running = append(running, a.handle)
		}
	}
	slices.Reverse(running)
	st.objs.Range(func(k uint64, o object) bool {
		if m.objects[k].kind == "thread" && !o.summary && !slices.Contains(running, int32(k)) {
			all = append(all, int32(k))
		}
		return true
	})
	to := map[int32]int32{}
	next := map[program.SiteKey]int32{}
	for _, o := range append(running, all...) {
		if obj, _ := st.objs.Get(uint64(o)); obj.summary {
			continue
		}
		from := m.objects[o].origin
		n := next[from.site]
		next[from.site]++
		if n == from.n {
			continue
		}
		from.n = n
		to[o] = m.object(from, m.objects[o].name, m.objects[o].at)
	}
	return to
}

// deeper reports whether more leads to the threads than handles in cells: a local
// variable, a value made of others, an address as a map's key; or whether they have
// cells. They keep their numbers then.
func (m *Machine) deeper(st *State, to map[int32]int32) bool {
	found := false
	look := func(v Value) {
		_, ok := to[v.O]
		found = found || ok && (v.K == Ptr || v.K == Func || v.K == API) || v.K == Agg || v.K == Box
		if v.K == Set {
			found = found || m.renamed(v, to) != v
		}
	}
	for a := st.acts; a != nil; a = a.next {
		for _, v := range append(slices.Clone(a.args), a.fn, a.group) {
			look(v)
		}
		a.kept(look)
		if a.paused != nil {
			look(a.paused.result)
		}
	}
	for t := st.tables; t != nil; t = t.next {
		look(t.fn)
		look(t.context)
	}
	st.mem.Range(func(k uint64, v Value) bool {
		_, in := to[objectOf(k)]
		if found = found || in; v.K != Ptr && v.K != Set {
			look(v)
		}
		for p := pathOf(k); p > 0; p = m.paths.up[p] {
			found = found || strings.Contains(m.paths.elem[p], "[&")
		}
		return !found
	})
	return found
}

// renamed is v with the new numbers.
func (m *Machine) renamed(v Value, to map[int32]int32) Value {
	switch v.K {
	case Ptr:
		if n, ok := to[v.O]; ok {
			v.O = n
		}
	case Set:
		w := m.renamed(m.sets[v.N][0], to)
		for _, x := range m.sets[v.N][1:] {
			w = m.either(w, m.renamed(x, to))
		}
		return w
	}
	return v
}

// renamedActs are the activities from a on with the new numbers.
func (m *Machine) renamedActs(a *activity, to map[int32]int32) *activity {
	if a == nil {
		return nil
	}
	c := *a
	c.next = m.renamedActs(a.next, to)
	if n, ok := to[c.handle]; ok {
		c.handle = n
	}
	c.rehash()
	return &c
}
