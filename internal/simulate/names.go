package simulate

import (
	"strings"
)

// registrationName is a registration as the driver's code names it: by the variable
// that holds it, by the global that leads to it, or by what its memory was first
// assigned to.
func (m *Machine) registrationName(st *State, k uint64) string {
	o := m.objects[objectOf(k)]
	path := m.paths.text(pathOf(k))
	if o.kind == "global" {
		return base(o.name) + path
	}
	if !o.local {
		if name := m.lead(st, k); name != "" {
			return name
		}
	}
	if o.name == "" {
		path = strings.TrimPrefix(path, ".")
	}
	if o.name+path == "" {
		return "the registration"
	}
	return o.name + path
}

// base is the name of a global without its package.
func base(name string) string { return name[strings.LastIndex(name, ".")+1:] }

// lead is the shortest way that leads from a global to registration k, as the
// driver's code writes it, or "".
func (m *Machine) lead(st *State, k uint64) string {
	type way struct {
		o    int32
		text string
	}
	var ways []way
	for i, name := range m.prog.Names {
		ways = append(ways, way{int32(i), base(name)})
	}
	seen := map[int32]bool{}
	for ; len(ways) > 0; ways = ways[1:] {
		at, found := ways[0], ""
		st.mem.High(uint32(at.o), func(c uint64, v Value) bool {
			if v.K != Ptr || int(v.O) < len(m.prog.Names) || !m.written(pathOf(c)) {
				return true
			}
			text := at.text + m.paths.text(pathOf(c))
			if v.O == objectOf(k) && m.paths.within(pathOf(k), v.P) {
				found = text + m.paths.text(m.paths.rebase(pathOf(k), v.P, 0))
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
func (m *Machine) written(p int32) bool {
	for ; p > 0; p = m.paths.up[p] {
		if e := m.paths.elem[p]; strings.ContainsAny(e, "#&*(") {
			return false
		}
	}
	return true
}
