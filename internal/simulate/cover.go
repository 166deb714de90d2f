package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/persist"
)

// A state that another one covers says nothing new: all that can come of it can
// come of the other, which knows less. And where two states differ in what they
// know of one value alone, and one of them or the other holds whatever it is, they
// are one state: a flag that has been asked for on the way and means nothing any
// more. Neither loses anything, as a merge of too many does.
//
// The names of unknown values do not count, where one cell of memory alone holds
// them: what two functions have stored there is as unknown.

// apart is how many states go on side by side in any case: the witness of two that
// have become one is that of one of them.
const apart = 4

// fewer drops states that others cover, and makes one of two that are all there is,
// where there are more than a few. It does so in place, and keeps their order.
func (m *Machine) fewer(states []State) []State {
	if len(states) <= apart || m.anyGlob {
		return states
	}
	keys := make([]uint64, len(states))
	for i := range states {
		keys[i] = states[i].frame()
	}
	for i := 0; i < len(states); i++ {
		for j := 0; j < len(states); j++ {
			if i == j || keys[i] != keys[j] || !m.absorb(&states[i], &states[j]) {
				continue
			}
			states, keys = slices.Delete(states, j, j+1), slices.Delete(keys, j, j+1)
			if i > j {
				i--
			}
			j = -1 // what i is now may absorb others
		}
	}
	return states
}

// frame is the hash of everything but the cells of memory and what is known of
// unknown values.
func (st *State) frame() uint64 {
	h := combine(st.Protocol(), st.objs.Hash(), st.irps.Hash(), st.loose.Hash(), st.regs.hash())
	if st.pins != nil {
		h = combine(h, st.pins.hash)
	}
	return h
}

// gap is a value of which two states know something different.
type gap struct {
	key  uint64 // as the first state names it
	x, y Range
}

// maxGaps bounds the values by which two states that are compared may differ.
const maxGaps = 4

// absorb makes x stand for y too, if nothing is lost by that.
func (m *Machine) absorb(x, y *State) bool {
	d := &m.differ
	if !d.find(m, x, y) {
		return false
	}
	if !slices.ContainsFunc(d.known, func(g gap) bool { return !g.x.Covers(g.y) }) {
		return true
	}
	if len(d.known) != 1 {
		return false
	}
	g := d.known[0]
	r, exact := g.x.Union(g.y)
	if !exact {
		return false
	}
	f, _ := x.facts.Get(g.key)
	f.Range = r
	x.facts = x.facts.Set(g.key, f)
	if y.trace.Count() < x.trace.Count() {
		x.trace = y.trace
	}
	return true
}

// gaps are the values of which two states know something different.
type gaps struct {
	known []gap
	names []uint64 // of those that one cell alone holds, in either state
}

// find reports whether x and y are alike but for some gaps, and for the names of
// values that one cell alone holds.
func (d *gaps) find(m *Machine, x, y *State) bool {
	d.known, d.names = d.known[:0], d.names[:0]
	ok := true
	persist.Zip(x.mem, y.mem, func(_ uint64, v Value, vok bool, w Value, wok bool) {
		ok = ok && len(d.known) < maxGaps && vok && wok && v.K == Sym && w.K == Sym && v.T == w.T && m.private(x, v) && m.private(y, w)
		if ok {
			d.known = append(d.known, gap{uint64(v.N), m.bounds(x, v), m.bounds(y, w)})
			d.names = append(d.names, uint64(v.N), uint64(w.N))
		}
	})
	if !ok {
		return false
	}
	persist.Zip(x.facts, y.facts, func(k uint64, p fact, pok bool, q fact, qok bool) {
		if !ok || slices.Contains(d.names, k) {
			return
		}
		if !pok {
			p.Range = full
		}
		if !qok {
			q.Range = full
		}
		if p.Range != q.Range {
			d.known = append(d.known, gap{k, p.Range, q.Range})
			ok = len(d.known) <= maxGaps
		}
	})
	return ok
}

// private reports whether one cell holds the unknown value v, and nothing else does
// or is named by it: an object that it points to, what is handed to a callback.
func (m *Machine) private(st *State, v Value) bool {
	f, ok := st.facts.Get(uint64(v.N))
	if !ok || f.refs != 1 || m.isNull(v) || m.held(st, uint64(v.N)) {
		return false
	}
	if o, ok := m.pointees[v.N]; ok {
		if _, ok := st.objs.Get(uint64(o)); ok {
			return false
		}
	}
	lent := false
	look := func(w Value) { lent = lent || w.Plain() == v.Plain() || w.K == Term || w.K == Agg || w.K == Box }
	for t := st.tables; t != nil; t = t.next {
		look(t.context)
	}
	for a := st.acts; a != nil; a = a.next {
		if a.alarm != nil {
			look(a.alarm.of)
		}
		if a.req != nil {
			a.req.visit(look)
		}
	}
	return !lent
}
