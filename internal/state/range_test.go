package state

import (
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
)

// The domain of these tests is small enough to try every range: bounds in
// [-3, 3] and up to two values left out.
const (
	low  = -3
	high = 3
)

func ranges() []domain.Range {
	var out []domain.Range
	for lo := int64(low); lo <= high; lo++ {
		for hi := lo; hi <= high; hi++ {
			r := domain.Range{Lo: lo, Hi: hi}
			out = append(out, r)
			for x := lo; x <= hi; x++ {
				out = append(out, r.Without(x))
				for y := x + 1; y <= hi; y++ {
					out = append(out, r.Without(x).Without(y))
				}
			}
		}
	}
	return out
}

func TestWithout(t *testing.T) {
	for lo := int64(low); lo <= high; lo++ {
		for hi := lo; hi <= high; hi++ {
			for x := int64(low); x <= high; x++ {
				r := domain.Range{Lo: lo, Hi: hi}.Without(x)
				for n := int64(low); n <= high; n++ {
					want := n >= lo && n <= hi && n != x
					if got := !r.Empty() && r.Has(n); got != want {
						t.Errorf("[%d,%d] without %d has %d: %v, want %v", lo, hi, x, n, got, want)
					}
				}
			}
		}
	}
}

// A meet is exact, a hull holds at least both, and both have one normal form:
// states compare by it.
func TestMeetAndHull(t *testing.T) {
	rs := ranges()
	for _, r := range rs {
		for _, s := range rs {
			meet, hull := r.Meet(s), r.Hull(s)
			if meet != s.Meet(r) {
				t.Errorf("%v meets %v: %v or %v", r, s, meet, s.Meet(r))
			}
			for n := int64(low); n <= high; n++ {
				in, is := !r.Empty() && r.Has(n), !s.Empty() && s.Has(n)
				if got := !meet.Empty() && meet.Has(n); got != (in && is) {
					t.Errorf("%v meet %v has %d: %v", r, s, n, got)
				}
				if (in || is) && !r.Empty() && !s.Empty() && !hull.Has(n) {
					t.Errorf("%v hull %v lacks %d", r, s, n)
				}
			}
		}
	}
}

// A comparison that is certain holds for every value, one that is not holds for
// some and fails for others; narrowing keeps just the values that satisfy it.
func TestCompareAndNarrow(t *testing.T) {
	holds := map[string]func(a, b int64) bool{
		"==": func(a, b int64) bool { return a == b }, "!=": func(a, b int64) bool { return a != b },
		"<": func(a, b int64) bool { return a < b }, "<=": func(a, b int64) bool { return a <= b },
		">": func(a, b int64) bool { return a > b }, ">=": func(a, b int64) bool { return a >= b },
	}
	for _, r := range ranges() {
		if r.Empty() {
			continue
		}
		for op, f := range holds {
			for n := int64(low); n <= high; n++ {
				yes, no := 0, 0
				narrowed := r.Narrow(op, n)
				for x := int64(low); x <= high; x++ {
					if !r.Has(x) {
						continue
					}
					if f(x, n) {
						yes++
					} else {
						no++
					}
					if got := !narrowed.Empty() && narrowed.Has(x); got != f(x, n) {
						t.Errorf("%v narrowed by %s %d has %d: %v", r, op, n, x, got)
					}
				}
				res, certain := r.Compare(op, n)
				if certain != (yes == 0 || no == 0) || certain && res != (no == 0) {
					t.Errorf("%v %s %d: %v, certain %v; holds for %d values, fails for %d", r, op, n, res, certain, yes, no)
				}
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		n      int64
		bits   int32
		signed bool
		want   int64
	}{
		{0xC0000001, 32, true, -0x3FFFFFFF},
		{-1, 32, false, 0xFFFFFFFF},
		{256, 8, false, 0},
		{128, 8, true, -128},
		{5, 32, true, 5},
	} {
		if got := wrap(c.n, c.bits, c.signed); got != c.want {
			t.Errorf("wrap(%#x, %d, %v) = %#x, want %#x", c.n, c.bits, c.signed, got, c.want)
		}
	}
}
