package state

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/slice"
	"github.com/wskvet/wskvet/internal/summary"
)

// Loosen makes classes of cells loose. It looks at those cells alone that differ from memory
// in which they were made loose last: the cells of a large driver are many, and so are such
// writes.
func (m *Space) Loosen(st *State, classes *slice.Classes) {
	if classes == nil {
		return
	}
	var ks []uint64
	cs := m.onSlice()
	persist.Zip(cs.loosened[classes], st.Mem, func(k uint64, _ domain.Value, _ bool, v domain.Value, ok bool) {
		if ok && v.K != domain.Any && v.K != domain.Mark && slices.ContainsFunc(cs.of(m, ObjectOf(k), PathOf(k)), classes.Has) {
			ks = append(ks, k)
		}
	})
	for _, k := range ks {
		v, _ := st.Mem.Get(k)
		w := domain.Value{K: domain.Any}
		if v.T == EventType {
			w.T = EventType
		}
		m.Put(st, ObjectOf(k), PathOf(k), w)
	}
	st.loose = cs.with(st.loose, classes)
	cs.loosened[classes] = st.Mem
}

// with are loose classes and further ones. They are the same ones again and again.
func (cs *classes) with(loose *persist.Map[bool], further *slice.Classes) *persist.Map[bool] {
	k := looser{loose, further}
	out, ok := cs.looser[k]
	if !ok {
		out = loose
		for _, class := range further.List {
			out = out.Set(uint64(class), true)
		}
		if len(cs.looser) == maxDecided {
			clear(cs.looser)
		}
		cs.looser[k] = out
	}
	return out
}

// looser is that classes become loose where others are.
type looser struct {
	loose   *persist.Map[bool]
	further *slice.Classes
}

// isLoose reports whether a cell that was not written may hold anything nevertheless.
func (m *Space) isLoose(st *State, o, p int32) bool {
	if st.loose == nil {
		return false
	}
	return slices.ContainsFunc(m.onSlice().of(m, o, p), func(class int32) bool {
		_, loose := st.loose.Get(uint64(class))
		return loose
	})
}

// classes is what has been found out about the classes of cells on a slice.
type classes struct {
	slice    *slice.Slice
	cells    map[uint64][]int32                            // see of
	loosened map[*slice.Classes]*persist.Map[domain.Value] // memory in which no cell of the classes is known
	looser   map[looser]*persist.Map[bool]                 // see with
	decided  map[known]uint64                              // see decisive
}

// known is what cells hold, and what is known of that.
type known struct {
	mem   *persist.Map[domain.Value]
	facts *persist.Map[Fact]
}

// Typestate is the hash of what keeps states apart: what never merges and, on a slice, what
// is known of the cells that were taken in as they decide where a life goes on. At depth 0,
// where all else merges at once, so do the functions in cells: a routine that is bound to a
// DPC, say, has to be known to be run.
func (m *Space) Typestate(st *State) uint64 {
	k := st.Protocol()
	if m.Slice == nil || len(m.Slice.Cells) == 0 && m.Slice.Depth > 0 {
		return k
	}
	return domain.Combine(k, m.decisive(st))
}

// decisive is the hash of what is known of the cells that decide: of a pointer whether it
// is nil.
func (m *Space) decisive(st *State) uint64 {
	cs := m.onSlice()
	of := known{st.Mem, st.Facts}
	h, ok := cs.decided[of]
	if ok {
		return h
	}
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		if v.K == domain.Func && m.Slice.Depth == 0 {
			h = domain.Combine(h, k, v.Hash())
			return true
		}
		if len(m.Slice.Cells) > 0 && slices.ContainsFunc(cs.of(m, ObjectOf(k), PathOf(k)), func(class int32) bool { return m.Slice.Cells[class] }) {
			if r := m.Bounds(st, v); v.K == domain.Int || v.K == domain.Sym {
				h = domain.Combine(h, k, uint64(r.Lo), uint64(r.Hi), Bit(r.Has(0)))
			} else {
				h = domain.Combine(h, k, uint64(v.K))
			}
		}
		return true
	})
	if len(cs.decided) == maxDecided {
		clear(cs.decided)
	}
	cs.decided[of] = h
	return h
}

// maxDecided is how many answers of decisive, and of with, are remembered: each keeps what it
// is about.
const maxDecided = 1 << 12

func (m *Space) onSlice() *classes {
	if m.classes.slice != m.Slice {
		m.classes = classes{m.Slice, map[uint64][]int32{}, map[*slice.Classes]*persist.Map[domain.Value]{}, map[looser]*persist.Map[bool]{}, map[known]uint64{}}
	}
	return &m.classes
}

// of are the classes that a cell may be of: that of its global or allocation or of its
// field there or, where the object is of no known class, those of all fields of that name.
func (cs *classes) of(m *Space, o, p int32) []int32 {
	p = m.Paths.field(p)
	k := Key(o, p)
	out, ok := cs.cells[k]
	if !ok {
		out = cs.find(m, o, p)
		cs.cells[k] = out
	}
	return out
}

func (cs *classes) find(m *Space, o, p int32) []int32 {
	if p <= 0 {
		return []int32{cs.object(m, o)}
	}
	elem := m.Paths.Elem[p]
	if up := cs.of(m, o, m.Paths.Up[p]); len(up) == 1 && up[0] != program.Nowhere {
		if class := cs.slice.Member(up[0], elem); class != program.Nowhere {
			return []int32{class}
		}
	}
	return cs.slice.AllNamed(elem)
}

// field is the innermost field at or above a path, or 0.
func (p *paths) field(x int32) int32 {
	for x > 0 && strings.HasPrefix(p.Elem[x], "[") {
		x = p.Up[x]
	}
	return x
}

// object is the class of an object.
func (cs *classes) object(m *Space, o int32) int32 {
	info := m.Objects[o]
	switch {
	case info.Kind == GlobalObject:
		return cs.slice.Known(info.Name)
	case info.Kind != AllocObject || info.at == nil || info.Site.Block < 0 || info.at.Instr().Code != summary.Alloc:
		return program.Nowhere
	}
	return cs.slice.Class(info.at.Fn, summary.Operand(info.at.Instr().Dst))
}

// Vague is a value of a shape of which nothing is known: on a slice the address of any
// object there is.
func (m *Space) Vague(st *State, at *program.Site, kind summary.Shape) domain.Value {
	if m.Slice != nil && !Scalar(kind) {
		return domain.Value{K: domain.Any}
	}
	return m.UnknownOf(st, at, kind)
}

// Scalar reports whether a value of a shape is no address.
func Scalar(kind summary.Shape) bool {
	switch kind {
	case summary.Signed, summary.Unsigned, summary.Status, summary.Bool, summary.Struct:
		return true
	}
	return false
}
