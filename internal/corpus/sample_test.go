package corpus

import (
	"slices"
	"strconv"
	"testing"
)

// TestSample: each thing is in the sample of one turn. What is no number is the first.
func TestSample(t *testing.T) {
	all := []int{0, 1, 2, 3, 4, 5, 6, 7}
	var taken []int
	for at := range 3 {
		t.Setenv(turn, strconv.Itoa(at))
		taken = append(taken, Sample(all, 3)...)
	}
	if want := []int{0, 3, 6, 1, 4, 7, 2, 5}; !slices.Equal(taken, want) {
		t.Errorf("three turns take %v, not %v", taken, want)
	}
	for _, set := range []string{"", "3", "x", "-1"} {
		t.Setenv(turn, set)
		if got := Sample(all, 3); !slices.Equal(got, []int{0, 3, 6}) {
			t.Errorf("turn %q takes %v", set, got)
		}
	}
	if got := Sample(all, 1); !slices.Equal(got, all) {
		t.Errorf("one in one is %v", got)
	}
}
