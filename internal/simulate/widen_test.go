package simulate

import (
	"math"
	"testing"

	"github.com/wskvet/wskvet/internal/program"
)

// TestWidened: a number that joins have made gives up a bound that grows, but for
// its sign; a small least number goes down step by step, so that a count of what
// is held is not taken for less than what is held.
func TestWidened(t *testing.T) {
	for _, c := range []struct {
		name      string
		was, more Range
		want      Range
	}{
		{"within", Range{Lo: 3, Hi: 9}, Range{Lo: 4, Hi: 5}, Range{Lo: 3, Hi: 9}},
		{"grows", Range{Lo: 3, Hi: 9}, Range{Lo: 4, Hi: 10}, Range{Lo: 3, Hi: math.MaxInt64}},
		{"drops, small", Range{Lo: 3, Hi: 9}, Range{Lo: 2, Hi: 5}, Range{Lo: 2, Hi: 9}},
		{"drops, large", Range{Lo: 900, Hi: 999}, Range{Lo: 899, Hi: 950}, Range{Lo: 1, Hi: 999}},
		{"drops below zero", Range{Lo: 0, Hi: 9}, Range{Lo: -1, Hi: 5}, Range{Lo: math.MinInt64, Hi: 9}},
		{"grows below zero", Range{Lo: -9, Hi: -5}, Range{Lo: -9, Hi: -3}, Range{Lo: -9, Hi: -1}},
	} {
		m := &Machine{Space: newSpace(program.Link(nil))}
		at := program.Joined.Of(0, 1)
		st := State{}
		v := m.unknownIn(&st, &program.Site{Key: at}, c.was)
		m.retain(&st, v, 1)
		if got := m.bounds(&st, m.widened(&st, v, c.was, c.more, at)); got != c.want {
			t.Errorf("%s: %v and %v make %v, not %v", c.name, c.was, c.more, got, c.want)
		}
	}
}
