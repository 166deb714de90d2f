package simulate

import (
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
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

func (m *Machine) loosenClass(st *State, class int32) {
	if !m.scope.Slice.Tracks(class) {
		return
	}
	var ks []uint64
	st.mem.Range(func(k uint64, v Value) bool {
		if v.K != Any && v.K != Mark && m.classOf(objectOf(k), pathOf(k)) == class {
			ks = append(ks, k)
		}
		return true
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
	for p > 0 && strings.HasPrefix(m.paths.elem[p], "[") {
		p = m.paths.up[p]
	}
	s := m.scope.Slice
	if p > 0 {
		return s.Known("." + m.paths.elem[p])
	}
	info := m.objects[o]
	switch {
	case info.kind == "global":
		return s.Known(info.name)
	case info.at == nil || info.site.Block < 0:
		return program.Nowhere
	}
	if r := info.at.Instr().Dst; r >= 0 {
		return s.Class(info.at.Fn, summary.Operand(r))
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
