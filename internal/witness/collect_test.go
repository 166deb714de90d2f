package witness

import (
	"fmt"
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
)

// A witness that is too long leaves out what says least, from the middle outwards, and
// keeps its order.
func TestShortened(t *testing.T) {
	steps := func(kind finding.Kind, n int) []finding.Step {
		var out []finding.Step
		for i := range n {
			out = append(out, finding.Step{Kind: kind, Text: fmt.Sprint(kind, i)})
		}
		return out
	}
	count := func(of []finding.Step) map[finding.Kind]int {
		n := map[finding.Kind]int{}
		for _, s := range of {
			n[s.Kind]++
		}
		return n
	}
	for _, c := range []struct {
		branches, calls, operations int
		want                        [3]int
	}{
		{10, 4, 10, [3]int{10, 4, 10}}, // as many as are shown
		{11, 4, 10, [3]int{10, 4, 10}},
		{100, 4, 10, [3]int{10, 4, 10}},
		{100, 30, 10, [3]int{0, 14, 10}},
		{1, 1, 50, [3]int{0, 0, 24}},
	} {
		all := slices.Concat(steps(finding.Branch, c.branches), steps(finding.Call, c.calls), steps(finding.Operate, c.operations))
		before := slices.Clone(all)
		got := shortened(all)
		n := count(got)
		if have := [3]int{n[finding.Branch], n[finding.Call], n[finding.Operate]}; have != c.want {
			t.Errorf("of %d, %d and %d: %v are shown, want %v", c.branches, c.calls, c.operations, have, c.want)
		}
		at := -1
		for _, s := range got {
			i := slices.Index(before, s)
			if i <= at {
				t.Errorf("%q is out of order", s.Text)
			}
			at = i
		}
	}
	long := shortened(steps(finding.Operate, 26))
	if long[11].Text != "operate11" || long[12].Text != "operate14" {
		t.Errorf("in the middle stand %q and %q", long[11].Text, long[12].Text)
	}
}
