package state

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Pointers of C: from a member to the object around it and back, and from an element of
// an array to its neighbours.

// Outer is the object of which v points to a member. Of a pointer to something else, a
// list's head say, nothing is known but that it is one.
func (m *Space) Outer(st *State, v domain.Value, in *summary.Instr, at *program.Site) domain.Value {
	if v.K == domain.Set {
		return m.mapped(v, func(w domain.Value) domain.Value { return m.Outer(st, w, in, at) })
	}
	if p, ok := m.Paths.above(v.P, in.Name); ok && v.K == domain.Ptr {
		return domain.Value{K: domain.Ptr, O: v.O, P: p}
	}
	if in.N == 1 {
		return v
	}
	out := m.UnknownIn(st, at, domain.Full.Without(0))
	if out.K == domain.Sym && v.K == domain.Sym {
		m.Deep[out.N] = m.Deep[v.N] + 1
	}
	return out
}

// Inner is the first member of what v points to, by its path.
func (m *Space) Inner(st *State, v domain.Value, in *summary.Instr) domain.Value {
	if v.K == domain.Set {
		return m.mapped(v, func(w domain.Value) domain.Value { return m.Inner(st, w, in) })
	}
	if v.K != domain.Ptr {
		return v
	}
	p := v.P
	for _, elem := range strings.Split(in.Name, ".") {
		p = m.Paths.Below(p, elem)
	}
	if in.N == 1 && !m.tells(st, v.O, p) {
		return v
	}
	return domain.Value{K: domain.Ptr, O: v.O, P: p}
}

// tells reports whether something is known of what lies at or below p.
func (m *Space) tells(st *State, o, p int32) bool {
	found := false
	st.Mem.High(uint32(o), func(k uint64, _ domain.Value) bool {
		found = found || m.Paths.Within(PathOf(k), p)
		return !found
	})
	st.Says(func(x, q int32) bool {
		found = found || x == o && m.Paths.Within(q, p)
		return !found
	})
	return found
}

// above is what x is without the elements of a path that it ends in.
func (p *paths) above(x int32, path string) (up int32, ok bool) {
	elems := strings.Split(path, ".")
	for i := len(elems) - 1; i >= 0; i-- {
		if x <= 0 || p.Elem[x] != elems[i] {
			return 0, false
		}
		x = p.Up[x]
	}
	return x, true
}

// Further is the element i places behind the one that v points to. What is not known to
// be an element counts as the first of several, and is its own first one.
func (m *Space) Further(st *State, v, i domain.Value) domain.Value {
	if i.K == domain.Int && i.N == 0 {
		return v
	}
	switch v.K {
	case domain.Set:
		return m.mapped(v, func(w domain.Value) domain.Value { return m.Further(st, w, i) })
	case domain.Ptr:
	default:
		return m.Element(st, v, i)
	}
	n, ok := m.Paths.index(v.P)
	switch {
	case m.Paths.Elem[v.P] == beyond && i.K == domain.Int && i.N > 0:
		return v
	case m.Paths.Elem[v.P] == beyond:
		st.Lossy = st.Lossy || i.K == domain.Int // it is known, but from where is not
		i = domain.Value{K: domain.Any}
	case !ok && i.K == domain.Int:
		return m.Element(st, v, i)
	case !ok:
		return m.Either(v.Plain(), m.Element(st, v, i))
	case i.K == domain.Int && n >= 0:
		i = domain.Number(n + i.N)
	default:
		i = domain.Value{K: domain.Any}
	}
	return m.Element(st, domain.Value{K: domain.Ptr, O: v.O, P: m.Paths.Up[v.P]}, i)
}

// index is the index of an element, or -1 if it is not known.
func (p *paths) index(x int32) (i int64, ok bool) {
	e := p.Elem[x]
	if e == Star || e == beyond {
		return -1, true
	}
	if !strings.HasPrefix(e, "[") {
		return 0, false
	}
	i, err := strconv.ParseInt(strings.Trim(e, "[]"), 10, 64)
	return i, err == nil
}

// mapped is a set with each of its values changed.
func (m *Space) mapped(v domain.Value, change func(domain.Value) domain.Value) domain.Value {
	var out domain.Value
	for i, w := range m.Sets[v.N] {
		if x := change(w); i == 0 {
			out = x
		} else {
			out = m.Either(out, x)
		}
	}
	return out
}
