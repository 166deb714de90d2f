package state

import (
	"math"
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// TestWidened: a number that joins have made gives up a bound that grows, but for
// its sign; a small least number goes down step by step, so that a count of what
// is held is not taken for less than what is held.
func TestWidened(t *testing.T) {
	for _, c := range []struct {
		name      string
		was, more domain.Range
		want      domain.Range
	}{
		{"within", domain.Range{Lo: 3, Hi: 9}, domain.Range{Lo: 4, Hi: 5}, domain.Range{Lo: 3, Hi: 9}},
		{"grows", domain.Range{Lo: 3, Hi: 9}, domain.Range{Lo: 4, Hi: 10}, domain.Range{Lo: 3, Hi: math.MaxInt64}},
		{"drops, small", domain.Range{Lo: 3, Hi: 9}, domain.Range{Lo: 2, Hi: 5}, domain.Range{Lo: 2, Hi: 9}},
		{"drops, large", domain.Range{Lo: 900, Hi: 999}, domain.Range{Lo: 899, Hi: 950}, domain.Range{Lo: 1, Hi: 999}},
		{"drops below zero", domain.Range{Lo: 0, Hi: 9}, domain.Range{Lo: -1, Hi: 5}, domain.Range{Lo: math.MinInt64, Hi: 9}},
		{"grows below zero", domain.Range{Lo: -9, Hi: -5}, domain.Range{Lo: -9, Hi: -3}, domain.Range{Lo: -9, Hi: -1}},
	} {
		m := New(program.Link(nil))
		at := program.Joined.Of(0, 1)
		st := State{}
		v := m.UnknownIn(&st, &program.Site{Key: at}, c.was)
		m.Retain(&st, v, 1)
		if got := m.Bounds(&st, m.widened(&st, v, c.was, c.more, at, nil)); got != c.want {
			t.Errorf("%s: %v and %v make %v, not %v", c.name, c.was, c.more, got, c.want)
		}
	}
}
