package simulate

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Pointers of C: from a member to the object around it and back, and from an element of
// an array to its neighbours.

// outer is the object of which v points to a member. Of a pointer to something else, a
// list's head say, nothing is known but that it is one.
func (m *Machine) outer(st *State, v Value, in *summary.Instr, at *program.Site) Value {
	if v.K == Set {
		return m.mapped(v, func(w Value) Value { return m.outer(st, w, in, at) })
	}
	if p, ok := m.paths.above(v.P, in.Name); ok && v.K == Ptr {
		return Value{K: Ptr, O: v.O, P: p}
	}
	if in.N == 1 {
		return v
	}
	out := m.unknownIn(st, at, domain.Full.Without(0))
	if out.K == Sym && v.K == Sym {
		m.deep[out.N] = m.deep[v.N] + 1
	}
	return out
}

// inner is the first member of what v points to, by its path.
func (m *Machine) inner(st *State, v Value, in *summary.Instr) Value {
	if v.K == Set {
		return m.mapped(v, func(w Value) Value { return m.inner(st, w, in) })
	}
	if v.K != Ptr {
		return v
	}
	p := v.P
	for _, elem := range strings.Split(in.Name, ".") {
		p = m.paths.below(p, elem)
	}
	if in.N == 1 && !m.holds(st, v.O, p) {
		return v
	}
	return Value{K: Ptr, O: v.O, P: p}
}

// holds reports whether something is known of what lies at or below p.
func (m *Machine) holds(st *State, o, p int32) bool {
	found := false
	st.mem.High(uint32(o), func(k uint64, _ Value) bool {
		found = found || m.paths.within(pathOf(k), p)
		return !found
	})
	st.regis.High(uint32(o), func(k uint64, _ Registration) bool {
		found = found || m.paths.within(pathOf(k), p)
		return !found
	})
	return found
}

// above is what x is without the elements of a path that it ends in.
func (p *paths) above(x int32, path string) (up int32, ok bool) {
	elems := strings.Split(path, ".")
	for i := len(elems) - 1; i >= 0; i-- {
		if x <= 0 || p.elem[x] != elems[i] {
			return 0, false
		}
		x = p.up[x]
	}
	return x, true
}

// further is the element i places behind the one that v points to. What is not known to
// be an element counts as the first of several, and is its own first one.
func (m *Machine) further(st *State, v, i Value) Value {
	if i.K == Int && i.N == 0 {
		return v
	}
	switch v.K {
	case Set:
		return m.mapped(v, func(w Value) Value { return m.further(st, w, i) })
	case Ptr:
	default:
		return m.element(st, v, i)
	}
	n, ok := m.paths.index(v.P)
	switch {
	case !ok && i.K == Int:
		return m.element(st, v, i)
	case !ok:
		return m.either(v.Plain(), m.element(st, v, i))
	case i.K == Int && n >= 0:
		i = integer(n + i.N)
	default:
		i = Value{K: Any}
	}
	return m.element(st, Value{K: Ptr, O: v.O, P: m.paths.up[v.P]}, i)
}

// index is the index of an element, or -1 if it is not known.
func (p *paths) index(x int32) (i int64, ok bool) {
	e := p.elem[x]
	if e == star {
		return -1, true
	}
	if !strings.HasPrefix(e, "[") {
		return 0, false
	}
	i, err := strconv.ParseInt(strings.Trim(e, "[]"), 10, 64)
	return i, err == nil
}

// mapped is a set with each of its values changed.
func (m *Machine) mapped(v Value, change func(Value) Value) Value {
	var out Value
	for i, w := range m.sets[v.N] {
		if x := change(w); i == 0 {
			out = x
		} else {
			out = m.either(out, x)
		}
	}
	return out
}
