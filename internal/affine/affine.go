// Package affine keeps what linear equalities say of unknown integers (Karr, "Affine
// Relationships Among Variables of a Program", 1976): that a count is the number of the
// flags that are set, say. It knows no states and no program.
//
// A system is immutable and in reduced echelon form, so that equal systems are equal rows.
// Its coefficients are small: an equality that would need larger ones is given up, as are
// those of more unknowns than a driver's counts and flags are. That loses something, and
// never claims anything.
package affine

import (
	"cmp"
	"slices"
)

// Bounds on the coefficients of an equality, and on the unknowns of a system.
const (
	maxCoefficient = 1 << 20
	maxUnknowns    = 64
)

// Term is a multiple of an unknown integer.
type Term struct {
	Of uint64 // names it
	By int64
}

// Equality says that the sum of some terms is a number. Its terms stand in the order of
// their names, the first with a positive factor; all of its numbers have no common factor.
type Equality struct {
	Terms []Term
	Is    int64
}

// System is equalities that hold together; nil is none.
type System struct {
	rows []Equality // by their first unknowns, which stand in no other row
	hash uint64
}

// Hash is equal for equal systems.
func (s *System) Hash() uint64 {
	if s == nil {
		return 0
	}
	return s.hash
}

// Equalities are those of s, in order.
func (s *System) Equalities() []Equality {
	if s == nil {
		return nil
	}
	return s.rows
}

// Has reports whether s says something of an unknown.
func (s *System) Has(name uint64) bool {
	return slices.ContainsFunc(s.Equalities(), func(e Equality) bool { return e.by(name) != 0 })
}

// by is the factor of an unknown.
func (e Equality) by(name uint64) int64 {
	i, ok := slices.BinarySearchFunc(e.Terms, name, func(t Term, n uint64) int { return cmp.Compare(t.Of, n) })
	if !ok {
		return 0
	}
	return e.Terms[i].By
}

// And is s with more equalities. It reports whether they can hold together.
func (s *System) And(e ...Equality) (*System, bool) { return solve(slices.Concat(s.Equalities(), e)) }

// Forget is what s says of all but some unknowns.
func (s *System) Forget(gone func(name uint64) bool) *System {
	rows := slices.Clone(s.Equalities())
	for _, name := range s.Unknowns() {
		if gone(name) {
			rows = without(rows, name)
		}
	}
	if len(rows) == len(s.Equalities()) {
		return s
	}
	out, _ := solve(rows)
	return out
}

// Rename is s with other names for the unknowns, which differ as the old ones do.
func (s *System) Rename(to func(name uint64) uint64) *System {
	rows := slices.Clone(s.Equalities())
	for i, e := range rows {
		rows[i].Terms = slices.Clone(e.Terms)
		for k := range e.Terms {
			rows[i].Terms[k].Of = to(e.Terms[k].Of)
		}
	}
	out, _ := solve(rows)
	return out
}

// without eliminates an unknown by one of the rows that it stands in, in place.
func without(rows []Equality, name uint64) []Equality {
	i := slices.IndexFunc(rows, func(e Equality) bool { return e.by(name) != 0 })
	if i < 0 {
		return rows
	}
	by := rows[i]
	return eliminated(slices.Delete(rows, i, i+1), name, by)
}

// eliminated are rows without an unknown, by what another one says of it, in place.
func eliminated(rows []Equality, name uint64, by Equality) []Equality {
	out := rows[:0]
	for _, e := range rows {
		if e, ok := e.eliminate(name, by); ok {
			out = append(out, e)
		}
	}
	return out
}

// Unknowns are the names in s, in order.
func (s *System) Unknowns() []uint64 {
	var out []uint64
	for _, e := range s.Equalities() {
		for _, t := range e.Terms {
			out = append(out, t.Of)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Equal reports whether two systems say the same.
func (s *System) Equal(o *System) bool {
	return slices.EqualFunc(s.Equalities(), o.Equalities(), Equality.equal)
}

func (e Equality) equal(o Equality) bool { return e.Is == o.Is && slices.Equal(e.Terms, o.Terms) }

// solve brings rows to reduced echelon form. It reports whether they can hold together.
func solve(rows []Equality) (*System, bool) {
	done := make([]Equality, 0, len(rows))
	for _, e := range rows {
		e, ok := e.tidy()
		for _, d := range done {
			if ok {
				e, ok = e.eliminate(d.Terms[0].Of, d)
			}
		}
		switch {
		case !ok:
			continue
		case len(e.Terms) == 0 || e.unsolvable():
			return nil, false
		}
		done = append(eliminated(done, e.Terms[0].Of, e), e)
	}
	slices.SortFunc(done, func(a, b Equality) int { return cmp.Compare(a.Terms[0].Of, b.Terms[0].Of) })
	s := &System{rows: done, hash: hash(done)}
	if n := len(s.Unknowns()); n == 0 || n > maxUnknowns {
		return nil, true
	}
	return s, true
}

// hash is that of FNV (Fowler, Noll and Vo), over numbers in place of bytes.
func hash(rows []Equality) uint64 {
	h := uint64(14695981039346656037)
	add := func(n uint64) { h = (h ^ n) * 1099511628211 }
	for _, e := range rows {
		for _, t := range e.Terms {
			add(t.Of)
			add(uint64(t.By))
		}
		add(uint64(e.Is))
	}
	return h
}

// unsolvable reports whether no integers make e hold.
func (e Equality) unsolvable() bool {
	var g int64
	for _, t := range e.Terms {
		g = divisor(g, t.By)
	}
	return e.Is%g != 0
}

// eliminate is e without an unknown, by what d says of it. It reports whether something
// is left that is small enough to be kept.
func (e Equality) eliminate(name uint64, d Equality) (Equality, bool) {
	a, b := e.by(name), d.by(name)
	if a == 0 {
		return e, true
	}
	return e.plus(b, d, -a).tidy()
}

// plus is the sum of multiples of two equalities, in order.
func (e Equality) plus(x int64, d Equality, y int64) Equality {
	out := Equality{Is: e.Is*x + d.Is*y}
	i, k := 0, 0
	for i < len(e.Terms) || k < len(d.Terms) {
		switch {
		case k == len(d.Terms) || i < len(e.Terms) && e.Terms[i].Of < d.Terms[k].Of:
			out.Terms = append(out.Terms, Term{e.Terms[i].Of, e.Terms[i].By * x})
			i++
		case i == len(e.Terms) || d.Terms[k].Of < e.Terms[i].Of:
			out.Terms = append(out.Terms, Term{d.Terms[k].Of, d.Terms[k].By * y})
			k++
		default:
			if by := e.Terms[i].By*x + d.Terms[k].By*y; by != 0 {
				out.Terms = append(out.Terms, Term{e.Terms[i].Of, by})
			}
			i, k = i+1, k+1
		}
	}
	return out
}

// tidy is e in its form. It reports whether it says something, and in small numbers.
func (e Equality) tidy() (Equality, bool) {
	if e.isTidy() {
		return e, e.small()
	}
	terms := slices.DeleteFunc(slices.Clone(e.Terms), func(t Term) bool { return t.By == 0 })
	slices.SortFunc(terms, func(a, b Term) int { return cmp.Compare(a.Of, b.Of) })
	e = Equality{terms, e.Is}
	if e.nothing() {
		return e, false
	}
	g := e.content(0)
	if len(terms) > 0 && terms[0].By < 0 {
		g = -g
	}
	e = e.over(g)
	return e, e.small()
}

// isTidy reports whether e is in its form, as most equalities are.
func (e Equality) isTidy() bool {
	for i, t := range e.Terms {
		if t.By == 0 || i > 0 && e.Terms[i-1].Of >= t.Of {
			return false
		}
	}
	return len(e.Terms) > 0 && e.Terms[0].By > 0 && e.content(0) == 1
}

func (e Equality) nothing() bool { return len(e.Terms) == 0 && e.Is == 0 }

// content is the greatest common divisor of n and all numbers of e.
func (e Equality) content(n int64) int64 {
	n = divisor(n, e.Is)
	for _, t := range e.Terms {
		n = divisor(n, t.By)
	}
	return n
}

// over is e divided by a common divisor.
func (e Equality) over(n int64) Equality {
	out := Equality{slices.Clone(e.Terms), e.Is / n}
	for i := range out.Terms {
		out.Terms[i].By /= n
	}
	return out
}

func (e Equality) small() bool {
	within := func(n int64) bool { return -maxCoefficient <= n && n <= maxCoefficient }
	return within(e.Is) && !slices.ContainsFunc(e.Terms, func(t Term) bool { return !within(t.By) })
}

// divisor is the greatest common divisor of two numbers, not negative.
func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}
