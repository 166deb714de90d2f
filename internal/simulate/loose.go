package simulate

import (
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
	if s := a.m.scope.Slice; s != nil {
		a.m.loosenClass(st, s.Class(a.f, o))
	}
}

// loosenClass looks at those cells alone that differ from memory in which the class was
// made loose last: the cells of a large driver are many, and so are such writes.
func (m *Machine) loosenClass(st *State, class int32) {
	if !m.scope.Slice.Tracks(class) {
		return
	}
	var ks []uint64
	cs := m.classesOf()
	persist.Zip(cs.loosened[class], st.mem, func(k uint64, _ Value, _ bool, v Value, ok bool) {
		if ok && v.K != Any && v.K != Mark && m.classOf(objectOf(k), pathOf(k)) == class {
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
	_, loose := st.loose.Get(uint64(m.classOf(o, p)))
	return loose
}

// classOf is the class of a cell: of its field's name, its global or its allocation.
func (m *Machine) classOf(o, p int32) int32 {
	cs := m.classesOf()
	if f := m.paths.field(p); f > 0 {
		return cs.fields.at(f, m.fieldClass)
	}
	return cs.objects.at(o, m.objectClass)
}

// classes is what has been found out about the classes of cells on a slice.
type classes struct {
	slice           *slice.Slice
	fields, objects lookup                        // the class by path, by object
	loosened        map[int32]*persist.Map[Value] // by class: memory in which no cell of it is known
}

func (m *Machine) classesOf() *classes {
	if m.classes.slice != m.scope.Slice {
		m.classes = classes{slice: m.scope.Slice, loosened: map[int32]*persist.Map[Value]{}}
	}
	return &m.classes
}

// lookup is what a function says of numbers from 0 on.
type lookup []struct {
	known bool
	class int32
}

func (l *lookup) at(i int32, find func(int32) int32) int32 {
	if n := int(i) + 1 - len(*l); n > 0 {
		*l = append(*l, make(lookup, n)...)
	}
	e := &(*l)[i]
	if !e.known {
		e.known, e.class = true, find(i)
	}
	return e.class
}

// field is the innermost field at or above a path, or 0.
func (p *paths) field(x int32) int32 {
	for x > 0 && strings.HasPrefix(p.elem[x], "[") {
		x = p.up[x]
	}
	return x
}

func (m *Machine) fieldClass(p int32) int32 { return m.scope.Slice.Known("." + m.paths.elem[p]) }

func (m *Machine) objectClass(o int32) int32 {
	info := m.objects[o]
	switch {
	case info.kind == "global":
		return m.scope.Slice.Known(info.name)
	case info.at == nil || info.site.Block < 0:
		return program.Nowhere
	}
	if r := info.at.Instr().Dst; r >= 0 {
		return m.scope.Slice.Class(info.at.Fn, summary.Operand(r))
	}
	return program.Nowhere
}

// loosenArgs makes unknown what a call that has no body to be read, or is a DDI, may
// write through arguments that are not known.
func (a *activation) loosenArgs(st *State, c *summary.Call, args []Value) {
	s := a.m.scope.Slice
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
	if m.scope.Slice == nil {
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
	if m.scope.Slice != nil && !scalar(kind) {
		return Value{K: Any}
	}
	return m.fresh(st, at, kind)
}

// scalar reports whether a value of a shape is no address.
func scalar(kind summary.Shape) bool {
	switch kind {
	case summary.Signed, summary.Unsigned, summary.Status, summary.Bool, summary.Struct:
		return true
	}
	return false
}
