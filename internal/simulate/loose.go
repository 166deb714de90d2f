package simulate

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/slice"
	"github.com/wskvet/wskvet/internal/summary"
)

// On a slice not every address is known: what is beyond its depth may lead to any object
// there is. What is written there may so be written to any cell of its class: those that
// are known become unknown, and the class is loose: a cell of it that was not written
// since may hold anything.

// loosen makes unknown what a write at the unknown address o in f may change.
func (a *activation) loosen(st *State, o summary.Operand) {
	if s := a.m.slice; s != nil {
		a.m.loosenClass(st, s.Class(a.f, o))
	}
}

// loosenClass looks at those cells alone that differ from memory in which the class was
// made loose last: the cells of a large driver are many, and so are such writes.
func (m *Machine) loosenClass(st *State, class int32) {
	if !m.slice.Tracks(class) {
		return
	}
	var ks []uint64
	cs := m.onSlice()
	persist.Zip(cs.loosened[class], st.mem, func(k uint64, _ Value, _ bool, v Value, ok bool) {
		if ok && v.K != Any && v.K != Mark && slices.Contains(cs.of(m, objectOf(k), pathOf(k)), class) {
			ks = append(ks, k)
		}
	})
	for _, k := range ks {
		v, _ := st.mem.Get(k)
		w := Value{K: Any}
		if v.T == eventType {
			w.T = eventType
		}
		m.put(st, objectOf(k), pathOf(k), w)
	}
	st.loose = st.loose.Set(uint64(class), true)
	cs.loosened[class] = st.mem
}

// isLoose reports whether a cell that was not written may hold anything nevertheless.
func (m *Machine) isLoose(st *State, o, p int32) bool {
	if st.loose.Len() == 0 {
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
	cells    map[uint64][]int32            // see of
	loosened map[int32]*persist.Map[Value] // by class: memory in which no cell of it is known
}

func (m *Machine) onSlice() *classes {
	if m.classes.slice != m.slice {
		m.classes = classes{m.slice, map[uint64][]int32{}, map[int32]*persist.Map[Value]{}}
	}
	return &m.classes
}

// of are the classes that a cell may be of: that of its global or allocation or of its
// field there or, where the object is of no known class, those of all fields of that name.
func (cs *classes) of(m *Machine, o, p int32) []int32 {
	p = m.paths.field(p)
	k := key(o, p)
	out, ok := cs.cells[k]
	if !ok {
		out = cs.find(m, o, p)
		cs.cells[k] = out
	}
	return out
}

func (cs *classes) find(m *Machine, o, p int32) []int32 {
	if p <= 0 {
		return []int32{cs.object(m, o)}
	}
	elem := m.paths.elem[p]
	if up := cs.of(m, o, m.paths.up[p]); len(up) == 1 && up[0] != program.Nowhere {
		if class := cs.slice.Member(up[0], elem); class != program.Nowhere {
			return []int32{class}
		}
	}
	return cs.slice.AllNamed(elem)
}

// field is the innermost field at or above a path, or 0.
func (p *paths) field(x int32) int32 {
	for x > 0 && strings.HasPrefix(p.elem[x], "[") {
		x = p.up[x]
	}
	return x
}

// object is the class of an object.
func (cs *classes) object(m *Machine, o int32) int32 {
	info := m.objects[o]
	switch {
	case info.kind == "global":
		return cs.slice.Known(info.name)
	case info.kind != "alloc" || info.at == nil || info.site.Block < 0 || info.at.Instr().Code != summary.Alloc:
		return program.Nowhere
	}
	return cs.slice.Class(info.at.Fn, summary.Operand(info.at.Instr().Dst))
}

// loosenArgs makes unknown what a call that has no body to be read, or is a DDI, may
// write through arguments that are not known.
func (a *activation) loosenArgs(st *State, c *summary.Call, args []Value) {
	s := a.m.slice
	if s == nil || c.Op == ddi.FreeObject {
		return
	}
	for i, v := range args {
		if v.K != Any || i >= len(c.Roles) || c.Roles[i] == summary.Integer || c.Roles[i] == summary.Flag || c.Roles[i] == summary.Context {
			continue
		}
		for _, class := range s.Written(a.f, c.Args[i]) {
			a.m.loosenClass(st, class)
		}
	}
}

// notesVague notes that an operation is about an object of which a slice does not know
// which one it is: what becomes of that is not followed.
func (m *Machine) notesVague(r *request) {
	if m.slice == nil {
		return
	}
	for i, role := range r.call.Roles {
		if i >= len(r.args) || r.args[i].K != Any {
			continue
		}
		switch role {
		case summary.Registration:
			m.unclear = true
		case summary.Irp, summary.Socket:
			m.unclear = m.unclear || m.scope.Sockets
		}
	}
}

// Unclear reports whether a run on a slice has met an operation on an object that it does
// not know.
func (m *Machine) Unclear() bool { return m.unclear }

// vague is a value of a shape of which nothing is known: on a slice the address of any
// object there is.
func (m *Machine) vague(st *State, at *program.Site, kind summary.Shape) Value {
	if m.slice != nil && !scalar(kind) {
		return Value{K: Any}
	}
	return m.unknownOf(st, at, kind)
}

// scalar reports whether a value of a shape is no address.
func scalar(kind summary.Shape) bool {
	switch kind {
	case summary.Signed, summary.Unsigned, summary.Status, summary.Bool, summary.Struct:
		return true
	}
	return false
}
