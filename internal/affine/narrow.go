package affine

import "math"

// Interval is the integers from Lo to Hi. What lies beyond Far on either side counts as
// anything.
type Interval struct{ Lo, Hi int64 }

// Far is the bound on what is calculated with.
const Far = 1 << 40

// Narrow tightens what is known of unknowns by what s says of them: known is asked for an
// interval, learn is told one that is within it. It reports whether there may be integers
// that fit; for sums of flags that is exact.
func (s *System) Narrow(known func(name uint64) Interval, learn func(name uint64, to Interval)) bool {
	for changed, rounds := true, 0; changed && rounds < maxRounds; rounds++ {
		changed = false
		for _, e := range s.Equalities() {
			narrowed, ok := e.narrow(known, learn)
			if !ok {
				return false
			}
			changed = changed || narrowed
		}
	}
	return true
}

// maxRounds bounds how often equalities tell each other something.
const maxRounds = 8

func (e Equality) narrow(known func(uint64) Interval, learn func(uint64, Interval)) (changed, ok bool) {
	for _, t := range e.Terms {
		was := known(t.Of)
		is := e.solved(t, known).meet(was)
		if is.Lo > is.Hi {
			return changed, false
		}
		if is != was {
			learn(t.Of, is)
			changed = true
		}
	}
	return changed, true
}

// solved is what e says of the unknown of t, by what is known of the others.
func (e Equality) solved(t Term, known func(uint64) Interval) Interval {
	rest := Interval{e.Is, e.Is}
	for _, u := range e.Terms {
		if u.Of == t.Of {
			continue
		}
		rest = rest.minus(known(u.Of).times(u.By))
	}
	return rest.divided(t.By)
}

func (x Interval) meet(y Interval) Interval { return Interval{max(x.Lo, y.Lo), min(x.Hi, y.Hi)} }

// far is x with what lies too far away made endless.
func (x Interval) far() Interval {
	if x.Lo < -Far {
		x.Lo = -endless
	}
	if x.Hi > Far {
		x.Hi = endless
	}
	return x
}

// endless stands for no bound. Sums of some of it do not overflow.
const endless = 1 << 55

func (x Interval) times(n int64) Interval {
	x = x.far()
	lo, hi := scaled(x.Lo, n), scaled(x.Hi, n)
	return Interval{min(lo, hi), max(lo, hi)}.far()
}

// scaled is x times n, both within their bounds, or endless.
func scaled(x, n int64) int64 {
	switch {
	case x == endless && n > 0 || x == -endless && n < 0:
		return endless
	case x == endless || x == -endless:
		return -endless
	}
	return x * n
}

func (x Interval) minus(y Interval) Interval { return Interval{x.Lo - y.Hi, x.Hi - y.Lo} }

// divided is the integers whose multiple by n lies in x.
func (x Interval) divided(n int64) Interval {
	if n < 0 {
		x, n = Interval{-x.Hi, -x.Lo}, -n
	}
	out := Interval{math.MinInt64, math.MaxInt64}
	if x.Lo > -Far {
		out.Lo = -floor(-x.Lo, n)
	}
	if x.Hi < Far {
		out.Hi = floor(x.Hi, n)
	}
	return out
}

func floor(a, b int64) int64 {
	if q := a / b; a%b == 0 || a > 0 {
		return q
	}
	return a/b - 1
}
