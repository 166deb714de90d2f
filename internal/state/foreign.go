package state

import (
	"math"
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Memory of which nothing is known: that of a library, say. What is read there keeps its
// identity, as a driver that captures if a flag is set there releases if it is set. Pointers
// make chains without an end, and so they are not all kept; where one that was not kept is
// read again it may seem to be another, and what is found behind that is as what is found
// behind a merge.

// maxDeep is how many pointers of unknown memory are followed one after the other before
// those that are read there are not kept.
const maxDeep = 3

// keep notes what has been read at o, p.
func (m *Space) keep(st *State, o, p int32, v domain.Value, kind summary.Shape) {
	if !Scalar(kind) {
		st.Lossy = st.Lossy || m.wasRead(st, o, p)
		if m.Objects[o].deep >= maxDeep {
			v = domain.Value{K: domain.Mark, N: marksRead}
		}
	}
	m.Put(st, o, p, v)
}

// wasRead reports whether a pointer was read at o, p that was not kept.
func (m *Space) wasRead(st *State, o, p int32) bool {
	v, ok := st.Mem.Get(Key(o, p))
	return ok && v == domain.Value{K: domain.Mark, N: marksRead}
}

// shaped are the ranges of values of which their shape alone is known.
var shaped = [...]domain.Range{domain.Full, {Lo: 0, Hi: 1}, {Lo: 0, Hi: math.MaxInt64}, {Lo: math.MinInt32, Hi: 0}}

// idle reports whether what a cell of unknown memory holds need not be kept between two
// roots: nothing is known of it but its shape, and no other cell holds it; or it is a
// pointer, and nothing is known of what it points to. Where the driver is followed once
// more, whether that is nil is kept.
func (m *Space) idle(st *State, v domain.Value) bool {
	if !v.Named() {
		return v.K == domain.Any
	}
	idle := true
	m.atoms(v, func(k uint64) {
		if f, ok := st.Facts.Get(k); ok {
			idle = idle && f.Refs == 1 && (slices.Contains(shaped[:], m.rangeOf(f)) || !m.Exact && m.wayless(st, v))
		}
		idle = idle && !st.Related.Has(k)
	})
	return idle
}

// wayless reports whether v is an unknown pointer that leads to nothing that is known.
func (m *Space) wayless(st *State, v domain.Value) bool {
	if v.K != domain.Sym {
		return false
	}
	at := m.symbols[v.N].site
	if at.Fn < 0 || at.Block < 0 || Scalar(m.Prog.Funcs[at.Fn].Blocks[at.Block].Instrs[at.Instr].Kind) {
		return false
	}
	o, ok := m.pointees[v.N]
	return !ok || st.Mem.High(uint32(o), func(_ uint64, w domain.Value) bool { return w.K == domain.Mark })
}

// Unread forgets what is idle in unknown memory, but in some cells. Of a pointer of which
// more was known than its shape it stays known that it was read. It reports whether there
// was something.
func (m *Space) Unread(st *State, but func(k uint64) bool) bool {
	var idle []uint64
	st.Objs.Range(func(o uint64, obj Object) bool {
		if obj.Unknown && m.Objects[o].Kind != IrpObject {
			st.Mem.High(uint32(o), func(k uint64, v domain.Value) bool {
				if m.idle(st, v) && !but(k) {
					idle = append(idle, k)
				}
				return true
			})
		}
		return true
	})
	for _, k := range idle {
		if v, _ := st.Mem.Get(k); v.Named() && !slices.Contains(shaped[:], m.Bounds(st, v)) {
			m.Put(st, ObjectOf(k), PathOf(k), domain.Value{K: domain.Mark, N: marksRead})
		} else {
			m.Erase(st, k)
		}
	}
	return len(idle) > 0
}

// Erase removes a cell.
func (m *Space) Erase(st *State, k uint64) {
	v, _ := st.Mem.Get(k)
	m.Retain(st, v, -1)
	st.Mem = st.Mem.Delete(k)
}
