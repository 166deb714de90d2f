package affine

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// point is a value for each of the unknowns 0, 1, ...
type point []int64

// of is the system that allows one point alone.
func of(p point) *System {
	var s *System
	for i, n := range p {
		s, _ = s.And(Equality{[]Term{{uint64(i), 1}}, n})
	}
	return s
}

// hull is the join of some points.
func hull(ps []point) *System {
	s := of(ps[0])
	for _, p := range ps[1:] {
		s = s.Join(of(p))
	}
	return s
}

func (e Equality) at(p point) bool {
	sum := int64(0)
	for _, t := range e.Terms {
		sum += t.By * p[t.Of]
	}
	return sum == e.Is
}

func (s *System) allows(p point) bool {
	return !slices.ContainsFunc(s.Equalities(), func(e Equality) bool { return !e.at(p) })
}

// implies reports whether all that s allows meets e.
func (s *System) implies(e Equality) bool {
	with, ok := s.And(e)
	return ok && with.Equal(s)
}

func points(r *rand.Rand, n, size int) []point {
	out := make([]point, n)
	for i := range out {
		for range size {
			out[i] = append(out[i], r.Int64N(4)-1)
		}
	}
	return out
}

// equalities visits those with small factors.
func equalities(size int, visit func(Equality)) {
	var terms func(i int, e Equality)
	terms = func(i int, e Equality) {
		if i == size {
			for is := int64(-4); is <= 4; is++ {
				visit(Equality{slices.Clone(e.Terms), is})
			}
			return
		}
		for by := int64(-2); by <= 2; by++ {
			terms(i+1, Equality{append(slices.Clip(e.Terms), Term{uint64(i), by}), 0})
		}
	}
	terms(0, Equality{})
}

// What points have in common their join says, and nothing else.
func TestJoinOfPoints(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		ps := points(r, 1+r.IntN(4), 3)
		s := hull(ps)
		for _, p := range ps {
			if !s.allows(p) {
				t.Fatalf("%v: %v is not allowed by %v", ps, p, s)
			}
		}
		equalities(3, func(e Equality) {
			holds := !slices.ContainsFunc(ps, func(p point) bool { return !e.at(p) })
			if holds != s.implies(e) {
				t.Fatalf("%v: %v: holds %v, %v", ps, e, holds, s)
			}
		})
	}
}

// The order of joins does not matter, nor how they are grouped.
func TestJoinOfSystems(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		ps, qs := points(r, 1+r.IntN(3), 4), points(r, 1+r.IntN(3), 4)
		x, y := hull(ps), hull(qs)
		if all := hull(append(slices.Clone(ps), qs...)); !x.Join(y).Equal(all) || !y.Join(x).Equal(all) {
			t.Fatalf("%v, %v: %v and %v, not %v", ps, qs, x.Join(y), y.Join(x), all)
		}
	}
}

// A meet allows the points that both sides do.
func TestAnd(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		s := hull(points(r, 1+r.IntN(4), 3))
		e := Equality{[]Term{{0, r.Int64N(5) - 2}, {1, r.Int64N(5) - 2}, {2, r.Int64N(5) - 2}}, r.Int64N(5) - 2}
		with, ok := s.And(e)
		for x := range 125 {
			p := point{int64(x%5) - 2, int64(x/5%5) - 2, int64(x/25) - 2}
			if want := s.allows(p) && e.at(p); want != (ok && with.allows(p)) {
				t.Fatalf("%v and %v: %v is allowed: %v, want %v", s, e, p, !want, want)
			}
		}
	}
}

// Names may come in another order.
func TestRename(t *testing.T) {
	s := flags(3).Rename(func(name uint64) uint64 { return 10 - name })
	want := Equality{[]Term{{7, 1}, {8, 1}, {9, 1}, {10, -1}}, 0}
	if es := s.Equalities(); len(es) != 1 || !es[0].equal(want) {
		t.Errorf("%v, want %v", es, want)
	}
}

// What is forgotten may be anything; of the others the same is known.
func TestForget(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		ps := points(r, 1+r.IntN(4), 4)
		gone := uint64(r.IntN(4))
		s := hull(ps).Forget(func(name uint64) bool { return name == gone })
		if s.Has(gone) {
			t.Fatalf("%v still says something of %d", s, gone)
		}
		equalities(4, func(e Equality) {
			if e.by(gone) != 0 {
				return
			}
			holds := !slices.ContainsFunc(ps, func(p point) bool { return !e.at(p) })
			if e, ok := e.tidy(); ok && holds != s.implies(e) {
				t.Fatalf("%v without %d: %v: holds %v, %v", ps, gone, e, holds, s)
			}
		})
	}
}

// Intervals shrink, to nothing that a solution within them needs.
func TestNarrow(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		s := hull(points(r, 1+r.IntN(4), 3))
		var box, is [3]Interval
		for i := range box {
			lo := r.Int64N(5) - 2
			box[i] = Interval{lo, lo + r.Int64N(3)}
		}
		is = box
		ok := s.Narrow(func(n uint64) Interval { return is[n] }, func(n uint64, to Interval) { is[n] = to })
		for x := range 343 {
			p := point{int64(x%7) - 2, int64(x/7%7) - 2, int64(x/49) - 2}
			within := func(b [3]Interval) bool {
				for i, n := range p {
					if n < b[i].Lo || n > b[i].Hi {
						return false
					}
				}
				return true
			}
			if s.allows(p) && within(box) && !(ok && within(is)) {
				t.Fatalf("%v in %v: %v is lost: %v, %v", s, box, p, ok, is)
			}
		}
	}
}

// flags says that a count is the number of n flags, which are 1 to n.
func flags(n int) *System {
	e := Equality{Terms: []Term{{0, -1}}}
	for i := range n {
		e.Terms = append(e.Terms, Term{uint64(i + 1), 1})
	}
	s, _ := (*System)(nil).And(e)
	return s
}

// A count that is nought says that no flag is set, and one that is the number of flags
// that all are; more than there are flags it cannot be.
func TestFlags(t *testing.T) {
	for _, c := range []struct {
		count    int64
		possible bool
		want     Interval
	}{{0, true, Interval{0, 0}}, {12, true, Interval{1, 1}}, {13, false, Interval{}}, {5, true, Interval{0, 1}}} {
		known := map[uint64]Interval{0: {c.count, c.count}}
		for i := range uint64(12) {
			known[i+1] = Interval{0, 1}
		}
		ok := flags(12).Narrow(func(n uint64) Interval { return known[n] }, func(n uint64, to Interval) { known[n] = to })
		if ok != c.possible || ok && known[7] != c.want {
			t.Errorf("a count of %d: %v, %v", c.count, ok, known[7])
		}
	}
}

// Of one that may be anything its flags say how many there are.
func TestUnboundedCount(t *testing.T) {
	count := Interval{math.MinInt64, math.MaxInt64}
	ok := flags(3).Narrow(func(n uint64) Interval {
		if n == 0 {
			return count
		}
		return Interval{0, 1}
	}, func(n uint64, to Interval) { count = to })
	if want := (Interval{0, 3}); !ok || count != want {
		t.Errorf("%v, %v, want %v", ok, count, want)
	}
}

// Every merge of ways on which some of the flags are set keeps that the count is theirs,
// in whatever order they come.
func TestCountSurvives(t *testing.T) {
	const n = 8
	r := rand.New(rand.NewPCG(11, 12))
	var ps []point
	for _, set := range r.Perm(1 << n) {
		p := make(point, n+1)
		for i := range n {
			p[i+1] = int64(set >> i & 1)
			p[0] += p[i+1]
		}
		ps = append(ps, p)
	}
	if s := hull(ps); !s.Equal(flags(n)) {
		t.Errorf("%v, want %v", s, flags(n))
	}
}

// At the bound on unknowns something is kept, beyond it nothing is claimed; the same
// for numbers.
func TestBounds(t *testing.T) {
	if flags(maxUnknowns-1) == nil {
		t.Error("nothing is kept of as many unknowns as are allowed")
	}
	if flags(maxUnknowns) != nil {
		t.Error("something is kept of more unknowns than are allowed")
	}
	number := func(n int64) *System {
		s, _ := (*System)(nil).And(Equality{[]Term{{1, 1}}, n})
		return s
	}
	if number(maxCoefficient) == nil {
		t.Error("nothing is kept of the greatest number")
	}
	if number(maxCoefficient+1) != nil {
		t.Error("something is kept of a number that is too large")
	}
}

// An equality that no integers meet cannot hold.
func TestImpossible(t *testing.T) {
	if s, ok := (*System)(nil).And(Equality{[]Term{{1, 2}, {2, 4}}, 3}); ok {
		t.Errorf("twice one number and four times another are 3: %v", s)
	}
}
