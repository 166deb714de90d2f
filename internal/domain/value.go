// Package domain is the values that states are made of, and what can be known of an
// unknown one. It knows no program and no DDI.
package domain

import (
	"math"
	"slices"
)

// Kind is the kind of a Value.
type Kind uint8

// The kinds of values.
const (
	Any  Kind = iota // anything, and nothing is known of how it relates to others
	Int              // N: an integer, a boolean; 0 is nil
	Str              // N: a string
	Ptr              // O, P: an address; never nil; N: of a slice that is a part of another, 1 + its length
	Func             // N: a function; O: the object of its bindings, or none
	API              // N: a function of a dispatch table, as a string; O, P: the table
	Sym              // N: an unknown value
	Term             // N: an expression over unknown values
	Agg              // N: cells of a struct or tuple
	Box              // N: the same, in an interface
	Set              // N: one of a few values
	Mark             // in memory only: cells below are zero (N=0) or unknown (N=1)
)

// Objects that are none.
const (
	None    int32 = -1
	NilBase int32 = -2 // the table of a nil pointer
	AnyBase int32 = -3 // a table that is not known
)

// Value is what a register or cell holds. Values are comparable.
type Value struct {
	K Kind
	T int32 // dynamic type, if the value is an interface; 0 if not
	O int32 // object
	P int32 // path within the object
	N int64
}

// Number is a number that is known.
func Number(n int64) Value { return Value{K: Int, N: n} }

func Boolean(b bool) Value {
	if b {
		return Number(1)
	}
	return Number(0)
}

// Part is the length of a slice that is a part of another, which has its own.
func (v Value) Part() (n int64, ok bool) { return v.N - 1, v.K == Ptr && v.N > 0 }

// Plain is v without its dynamic type.
func (v Value) Plain() Value {
	v.T = 0
	return v
}

// Unboxed is v outside an interface.
func (v Value) Unboxed() Value {
	v.T = 0
	if v.K == Box {
		v.K = Agg
	}
	return v
}

// Named reports whether v is made of unknown values, of which something may be
// known.
func (v Value) Named() bool { return v.K == Sym || v.K == Term || v.K == Agg || v.K == Box }

// IsNil reports whether v is nil for certain.
func (v Value) IsNil() bool {
	return v.K == Int && v.N == 0 && (v.T == 0 || v.T == StrayType)
}

// StrayType marks what a request that has failed leaves in place of a socket: it
// counts as nil where it is tested, but nothing says that it is.
const StrayType = -3

func (v Value) IsStray() bool { return v.K == Int && v.T == StrayType }

// Tested is v as a test sees it.
func (v Value) Tested() Value {
	if v.IsStray() {
		v.T = 0
	}
	return v
}

// Range is what is known of an unknown integer, boolean or pointer (nil is 0):
// bounds, and a few values that it is not.
type Range struct {
	Lo, Hi int64
	Not    [6]int64
	N      int8
}

var Full = Range{Lo: math.MinInt64, Hi: math.MaxInt64}

func Point(n int64) Range { return Range{Lo: n, Hi: n} }

// Signs is what r tells of a number's sign, or that it is a boolean: few enough to
// be reached by any chain of joins.
func (r Range) Signs() Range {
	switch {
	case r.Lo >= 0 && r.Hi <= 1:
		return Range{Lo: r.Lo, Hi: r.Hi}
	case r.Lo > 0:
		return Range{Lo: 1, Hi: math.MaxInt64}
	case r.Lo == 0:
		return Range{Lo: 0, Hi: math.MaxInt64}
	case r.Hi < 0:
		return Range{Lo: math.MinInt64, Hi: -1}
	case r.Hi == 0:
		return Range{Lo: math.MinInt64}
	}
	return Full
}

func (r Range) Empty() bool { return r.Lo > r.Hi }

func (r Range) Has(n int64) bool {
	if n < r.Lo || n > r.Hi {
		return false
	}
	for _, x := range r.Not[:r.N] {
		if x == n {
			return false
		}
	}
	return true
}

// Single is the only value in r, if it has just one.
func (r Range) Single() (int64, bool) { return r.Lo, r.Lo == r.Hi }

// normal moves bounds past excluded values.
func (r Range) normal() Range {
	for changed := true; changed && !r.Empty(); {
		changed = false
		for i := int8(0); i < r.N; i++ {
			x := r.Not[i]
			switch {
			case x == r.Lo && x == r.Hi:
				return Range{Lo: 1, Hi: 0}
			case x == r.Lo:
				r.Lo++
			case x == r.Hi:
				r.Hi--
			case x > r.Lo && x < r.Hi:
				continue
			}
			r.N--
			r.Not[i] = r.Not[r.N]
			r.Not[r.N] = 0
			changed = true
			break
		}
	}
	for i := int8(1); i < r.N; i++ { // sorted, so that equal ranges compare equal
		for j := i; j > 0 && r.Not[j-1] > r.Not[j]; j-- {
			r.Not[j-1], r.Not[j] = r.Not[j], r.Not[j-1]
		}
	}
	return r
}

func (r Range) Without(n int64) Range {
	if !r.Has(n) {
		return r
	}
	switch {
	case r.Lo == r.Hi:
		return Range{Lo: 1, Hi: 0}
	case n == r.Lo:
		r.Lo++
		return r.normal()
	case n == r.Hi:
		r.Hi--
		return r.normal()
	}
	if int(r.N) == len(r.Not) {
		return r // forget: a wider range is safe
	}
	r.Not[r.N] = n
	r.N++
	return r.normal()
}

func (r Range) Meet(s Range) Range {
	r.Lo, r.Hi = max(r.Lo, s.Lo), min(r.Hi, s.Hi)
	for _, x := range s.Not[:s.N] {
		r = r.Without(x)
	}
	if r.Empty() {
		return Range{Lo: 1, Hi: 0}
	}
	return r.normal()
}

// Hull is the smallest range known to hold both.
func (r Range) Hull(s Range) Range {
	out := Range{Lo: min(r.Lo, s.Lo), Hi: max(r.Hi, s.Hi)}
	for _, x := range r.Not[:r.N] {
		if !s.Has(x) {
			out = out.Without(x)
		}
	}
	for _, x := range s.Not[:s.N] {
		if !r.Has(x) {
			out = out.Without(x)
		}
	}
	return out
}

// Covers reports whether all that is in s is in r.
func (r Range) Covers(s Range) bool {
	return r.Lo <= s.Lo && s.Hi <= r.Hi && !slices.ContainsFunc(r.Not[:r.N], s.Has)
}

// Union is what is in r or in s, if a range can say that.
func (r Range) Union(s Range) (u Range, exact bool) {
	if r.Lo > s.Lo {
		r, s = s, r
	}
	if r.Hi != math.MaxInt64 && r.Hi+1 < s.Lo { // a gap between them
		return Range{}, false
	}
	u = r.Hull(s)
	in := func(x int64) bool { return r.Has(x) || s.Has(x) }
	for _, x := range slices.Concat(r.Not[:r.N], s.Not[:s.N]) {
		if u.Has(x) != in(x) {
			return Range{}, false
		}
	}
	return u, true
}

// Shift is r plus n.
func (r Range) Shift(n int64) Range {
	add := func(x int64) int64 {
		if x == math.MinInt64 || x == math.MaxInt64 {
			return x
		}
		return x + n
	}
	r.Lo, r.Hi = add(r.Lo), add(r.Hi)
	for i := range r.Not[:r.N] {
		r.Not[i] += n
	}
	return r
}

// Compare is r op n where it is certain.
func (r Range) Compare(op string, n int64) (result, certain bool) {
	switch op {
	case "==":
		if x, ok := r.Single(); ok && x == n {
			return true, true
		}
		return false, !r.Has(n)
	case "!=":
		eq, ok := r.Compare("==", n)
		return !eq, ok
	case "<":
		return r.Hi < n, r.Hi < n || r.Lo >= n
	case "<=":
		return r.Hi <= n, r.Hi <= n || r.Lo > n
	case ">":
		return r.Lo > n, r.Lo > n || r.Hi <= n
	case ">=":
		return r.Lo >= n, r.Lo >= n || r.Hi < n
	}
	return false, false
}

// Narrow is r where r op n holds.
func (r Range) Narrow(op string, n int64) Range {
	switch op {
	case "==":
		return r.Meet(Point(n))
	case "!=":
		return r.Without(n)
	case "<":
		if n == math.MinInt64 {
			return Range{Lo: 1, Hi: 0}
		}
		return r.Meet(Range{Lo: math.MinInt64, Hi: n - 1})
	case "<=":
		return r.Meet(Range{Lo: math.MinInt64, Hi: n})
	case ">":
		if n == math.MaxInt64 {
			return Range{Lo: 1, Hi: 0}
		}
		return r.Meet(Range{Lo: n + 1, Hi: math.MaxInt64})
	case ">=":
		return r.Meet(Range{Lo: n, Hi: math.MaxInt64})
	}
	return r
}

// Opposite is the comparison that holds where op does not.
func Opposite(op string) string {
	switch op {
	case "==":
		return "!="
	case "!=":
		return "=="
	case "<":
		return ">="
	case ">=":
		return "<"
	case ">":
		return "<="
	}
	return ">"
}

// Mirrored is the comparison with its operands exchanged.
func Mirrored(op string) string {
	switch op {
	case "<":
		return ">"
	case "<=":
		return ">="
	case ">":
		return "<"
	case ">=":
		return "<="
	}
	return op
}
