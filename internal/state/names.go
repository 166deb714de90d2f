package state

import (
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
)

// RegistrationName is a registration as the driver's code names it: by the variable
// that holds it, by the global that leads to it, or by what its memory was first
// assigned to.
func (m *Space) RegistrationName(st *State, k uint64) string {
	o := m.Objects[ObjectOf(k)]
	path := m.Paths.Text(PathOf(k))
	if o.Kind == GlobalObject {
		return base(o.Name) + path
	}
	if !o.Local {
		if name := m.lead(st, k); name != "" {
			return name
		}
	}
	if o.Name == "" {
		path = strings.TrimPrefix(path, ".")
	}
	if o.Name+path == "" {
		return "the registration"
	}
	return o.Name + path
}

// base is the name of a global without its package.
func base(name string) string { return name[strings.LastIndex(name, ".")+1:] }

// lead is the shortest way that leads from a global to registration k, as the
// driver's code writes it, or "".
func (m *Space) lead(st *State, k uint64) string {
	type way struct {
		o    int32
		text string
	}
	var ways []way
	for i, name := range m.Prog.Names {
		ways = append(ways, way{int32(i), base(name)})
	}
	seen := map[int32]bool{}
	for ; len(ways) > 0; ways = ways[1:] {
		at, found := ways[0], ""
		st.Mem.High(uint32(at.o), func(c uint64, v domain.Value) bool {
			if v.K != domain.Ptr || int(v.O) < len(m.Prog.Names) || !m.written(PathOf(c)) {
				return true
			}
			text := at.text + m.Paths.Text(PathOf(c))
			if v.O == ObjectOf(k) && m.Paths.Within(PathOf(k), v.P) {
				found = text + m.Paths.Text(m.Paths.rebase(PathOf(k), v.P, 0))
				return false
			}
			if !seen[v.O] && v.P == 0 {
				seen[v.O] = true
				ways = append(ways, way{v.O, text})
			}
			return true
		})
		if found != "" {
			return found
		}
	}
	return ""
}

// written reports whether a path is one that code can write: not a key that only the
// machine knows, nor a cell of its own.
func (m *Space) written(p int32) bool {
	for ; p > 0; p = m.Paths.Up[p] {
		if e := m.Paths.Elem[p]; strings.ContainsAny(e, "#&*+(") {
			return false
		}
	}
	return true
}
