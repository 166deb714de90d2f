package state

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
)

// Between two roots states gather that differ in what the driver has left behind: a flag, a
// pointer to a socket that is closed, an event that is set. Of n such cells there are 2^n
// states, which are all there is: one state says as much. It is told from them only in its
// witness, as that is of one of them.

// differing is a cell in which two states differ: what each of them holds there.
type differing struct {
	o, p int32
	x, y domain.Value
}

func (d differing) turned() differing { return differing{d.o, d.p, d.y, d.x} }

// Unite makes x stand for y too where nothing is lost by that: x holds what y does, among
// others; or they are alike but for one cell, which holds either then. It reports whether it
// has, and whether x says more than before.
func (m *Space) Unite(x, y *State) (united, grown bool) {
	cells, ok := m.differing(x, y)
	if !ok {
		return false, false
	}
	cells = slices.DeleteFunc(cells, func(d differing) bool { return m.holdsAlso(x, y, d) && m.holdsAlso(y, x, d.turned()) })
	if !slices.ContainsFunc(cells, func(d differing) bool { return !m.holdsAlso(x, y, d) }) {
		return true, false
	}
	if len(cells) > 1 {
		return false, false
	}
	either, ok := m.eitherIn(x, y, cells[0])
	if !ok {
		return false, false
	}
	old := cells[0].x
	m.Put(x, cells[0].o, cells[0].p, either)
	m.Unlearn(x, []domain.Value{old})
	if y.Trace.Count() < x.Trace.Count() {
		x.Trace = y.Trace
	}
	x.Lossy = true
	return true, true
}

// differing are the cells in which two states differ, if nothing else is other.
func (m *Space) differing(x, y *State) (cells []differing, ok bool) {
	if x.frame() != y.frame() {
		return nil, false
	}
	ok = true
	var names []uint64
	persist.Zip(x.Mem, y.Mem, func(k uint64, v domain.Value, vok bool, w domain.Value, wok bool) {
		d := differing{ObjectOf(k), PathOf(k), v, w}
		if !vok {
			d.x = m.absent(x, d.o, d.p, w)
		}
		if !wok {
			d.y = m.absent(y, d.o, d.p, v)
		}
		if d.x == d.y || !ok {
			return
		}
		ok = m.Strong(x, d.o, d.p) && m.plain(x, d.x) && m.plain(y, d.y)
		cells, names = append(cells, d), append(names, uint64(d.x.N), uint64(d.y.N))
	})
	persist.Zip(x.Facts, y.Facts, func(k uint64, p Fact, _ bool, q Fact, _ bool) {
		ok = ok && (p.known == q.known || slices.Contains(names, k))
	})
	return cells, ok
}

// plain reports whether v, which a cell of st holds, is a number that nothing else knows of,
// or leads to nothing that has to be given back.
func (m *Space) plain(st *State, v domain.Value) bool {
	switch v.K {
	case domain.Sym:
		return m.private(st, v)
	case domain.Int, domain.Func, domain.Str, domain.Any:
		return true
	case domain.Ptr:
		return v.O >= 0 && m.Objects[v.O].Kind != ThreadObject && !st.Owes(v.O) && !(st.Blurred && m.ToSocket(st, v))
	case domain.Set:
		return !slices.ContainsFunc(m.Sets[v.N], func(w domain.Value) bool { return !m.plain(st, w) })
	}
	return false
}

// number reports whether v is a number, or one of some that follow each other.
func (m *Space) number(v domain.Value) bool {
	return v.K == domain.Int && v.T == 0 || v.K == domain.Sym || m.row(v)
}

// holdsAlso reports whether x holds in a cell what y does there, among others.
func (m *Space) holdsAlso(x, y *State, d differing) bool {
	if m.anything(d) {
		return true
	}
	if m.number(d.x) && m.number(d.y) {
		return d.x.T == d.y.T && m.span(x, d.x).Covers(m.span(y, d.y))
	}
	return d.x == d.y || d.x.K == domain.Set && m.Either(d.x, d.y) == d.x
}

// anything reports whether x holds in a cell what may be anything, and so what y does there:
// on a slice, where what is known of memory comes and goes. A function is run only where it
// is known.
func (m *Space) anything(d differing) bool {
	return m.Slice != nil && d.x.K == domain.Any && d.x.T == d.y.T && !slices.ContainsFunc(m.Members(d.y), func(w domain.Value) bool { return w.K == domain.Func })
}

// eitherIn is what x or y holds in a cell, if that can be said: of a few numbers, or a few
// values.
func (m *Space) eitherIn(x, y *State, d differing) (domain.Value, bool) {
	if m.number(d.x) && m.number(d.y) {
		r, exact := m.span(x, d.x).Union(m.span(y, d.y))
		if !exact || d.x.T != d.y.T || r.Hi-r.Lo >= maxSet || r.Hi < r.Lo {
			return domain.Value{}, false
		}
		return m.UnknownIn(x, &program.Site{Key: program.Joined.Of(d.o, d.p)}, r), true
	}
	if m.anything(d.turned()) {
		return d.y, true
	}
	v := m.Either(d.x, d.y)
	return v, v.K == domain.Set
}
