package affine

import (
	"math"
	"slices"
)

// Join is what both s and o say: the least system that allows what either does. The rows
// that are sums of rows of s, and of rows of o, are found as Zassenhaus does it: each row of
// s is paired with itself, each of o with nothing; where the left of a pair comes to
// nothing by elimination, its right is in both.
func (s *System) Join(o *System) *System {
	if s.Equal(o) {
		return s
	}
	var left []pair
	var both []Equality
	add := func(p pair) {
		for _, q := range left {
			p = p.eliminate(q)
		}
		switch {
		case p.large:
		case len(p.left.Terms) > 0:
			left = append(left, p)
		default:
			both = append(both, p.right)
		}
	}
	for _, e := range s.Equalities() {
		add(pair{left: e.linear(), right: e})
	}
	for _, e := range o.Equalities() {
		add(pair{left: e.linear()})
	}
	out, _ := solve(both)
	return out
}

// pair is two equalities on which the same is done.
type pair struct {
	left, right Equality
	large       bool // its numbers are no longer small: it is given up
}

// linear is e with its number as one more term, behind all others.
func (e Equality) linear() Equality {
	if e.Is == 0 {
		return e
	}
	return Equality{Terms: append(slices.Clip(e.Terms), Term{math.MaxUint64, -e.Is})}
}

// eliminate is p without the first unknown of the left of q.
func (p pair) eliminate(q pair) pair {
	a, b := p.left.by(q.left.Terms[0].Of), q.left.Terms[0].By
	if a == 0 || p.large {
		return p
	}
	p.left, p.right = p.left.plus(b, q.left, -a), p.right.plus(b, q.right, -a)
	if g := p.right.content(p.left.content(0)); g > 1 {
		p.left, p.right = p.left.over(g), p.right.over(g)
	}
	p.large = !p.left.small() || !p.right.small()
	return p
}
