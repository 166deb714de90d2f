package state

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/witness"
)

// A state that another one covers says nothing new: all that can come of it can
// come of the other, which knows less. And where two states differ in what they
// know of one value alone, and one of them or the other holds whatever it is, they
// are one state: a flag that has been asked for on the way and means nothing any
// more. Neither loses anything, as a merge of too many does.
//
// The names of unknown values do not count, where one cell of memory alone holds
// them: what two functions have stored there is as unknown.

// Apart is how many states go on side by side in any case: the witness of two that
// have become one is that of one of them.
const Apart = 4

// maxCompared bounds how often two states are compared before one instruction: exact runs
// have thousands side by side.
const maxCompared = 65_536

// Fewer drops states that others cover, and makes one of two that are all there is,
// where there are more than a few. It does so in place, and keeps their order. It says
// how often it has compared two.
func (m *Space) Fewer(states []State) (left []State, compared int) {
	if len(states) <= Apart || m.AnyGlob {
		return states, 0
	}
	keys := make([]uint64, len(states))
	for i := range states {
		keys[i] = states[i].frame()
	}
	for i := 0; i < len(states); i++ {
		for j := 0; j < len(states) && compared < maxCompared; j++ {
			if i == j || keys[i] != keys[j] {
				continue
			}
			if compared++; !m.absorb(&states[i], &states[j]) {
				continue
			}
			states, keys = slices.Delete(states, j, j+1), slices.Delete(keys, j, j+1)
			if i > j {
				i--
			}
			j = -1 // what i is now may absorb others
		}
	}
	return states, compared
}

// gap is a value of which two states know something different.
type gap struct {
	key  uint64 // as the first state names it
	x, y domain.Range
}

// maxGaps bounds the values by which two states that are compared may differ.
const maxGaps = 4

// absorb makes x stand for y too, if nothing is lost by that.
func (m *Space) absorb(x, y *State) bool {
	d := &m.differ
	if !d.find(m, x, y) {
		return false
	}
	if !slices.ContainsFunc(d.known, func(g gap) bool { return !g.x.Covers(g.y) }) {
		if !slices.ContainsFunc(d.known, func(g gap) bool { return g.x != g.y }) {
			x.Trace = witness.Meet(x.Trace, y.Trace)
		}
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
	f, _ := x.Facts.Get(g.key)
	x.Facts = x.Facts.Set(g.key, m.says(f, r))
	if y.Trace.Count() < x.Trace.Count() {
		x.Trace = y.Trace
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
func (d *gaps) find(m *Space, x, y *State) bool {
	d.known, d.names = d.known[:0], d.names[:0]
	alike := persist.ZipUntil(x.Mem, y.Mem, func(_ uint64, v domain.Value, vok bool, w domain.Value, wok bool) bool {
		if len(d.known) == maxGaps || !vok || !wok || v.K != domain.Sym || w.K != domain.Sym || v.T != w.T || !m.private(x, v) || !m.private(y, w) {
			return false
		}
		d.known = append(d.known, gap{uint64(v.N), m.Bounds(x, v), m.Bounds(y, w)})
		d.names = append(d.names, uint64(v.N), uint64(w.N))
		return true
	})
	return alike && persist.ZipUntil(x.Facts, y.Facts, func(k uint64, p Fact, _ bool, q Fact, _ bool) bool {
		if p.known == q.known || slices.Contains(d.names, k) {
			return true
		}
		d.known = append(d.known, gap{k, m.rangeOf(p), m.rangeOf(q)})
		return len(d.known) <= maxGaps
	})
}

// private reports whether one cell holds the unknown value v, and nothing else does
// or is named by it: an object that it points to, what is handed to a callback.
func (m *Space) private(st *State, v domain.Value) bool {
	f, ok := st.Facts.Get(uint64(v.N))
	if !ok || f.Refs != 1 || st.Related.Has(uint64(v.N)) || m.IsNull(v) || m.Held(st, uint64(v.N)) {
		return false
	}
	if o, ok := m.pointees[v.N]; ok {
		if _, ok := st.Objs.Get(uint64(o)); ok {
			return false
		}
	}
	return true
}
