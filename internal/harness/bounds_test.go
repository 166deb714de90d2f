package harness

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/settings"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"steps in which a driver is followed once more":  {wholeSteps, lifeSteps, againSteps},
		"steps of a driver that is followed anew":        {maxHasty, maxPatience},
		"steps of all that a driver does":                {settings.DefaultLimits().Whole, ordinary},
		"obligations that are left undecided so":         {fewUndecided, further},
		"steps of one obligation on one slice":           {quickSteps, quickAll, sliceSteps, roundSteps},
		"states of one typestate where some lives":       {few[0], few[1], few[2], someSteps, follow.Share},
		"by how many times the steps that are left":      {maxHopes},
		"slices of one obligation":                       {maxRounds},
		"depth of a slice":                               {maxDepth},
		"steps of one claim of a slice":                  {trialSteps, claimSteps, proofSteps},
		"states from which it is followed that a socket": {maxDeaths},
		"registrations followed together":                {follow.Together},
	})
}

// Each constant that is named as a bound is in the table; maxAlone stands in its words, in
// the row of registrations followed together.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }

// A driver of more lifecycle calls than others have is followed whole for more steps.
func TestEnough(t *testing.T) {
	for calls, want := range map[int]int{0: 10, 1: 10, ordinary: 10, ordinary + 1: 20, 3 * ordinary: 30} {
		h := harness{limits: settings.Limits{Whole: 10}, calls: calls}
		if got := h.enough(); got != want {
			t.Errorf("%d calls: %d steps, not %d", calls, got, want)
		}
	}
}

// A slice whose states become more than can be followed is given up early, and one is followed
// on whose states become fewer.
func TestHopeless(t *testing.T) {
	for _, c := range []struct {
		waiting, taken, steps, left int
		want                        bool
	}{
		{9, 0, 90_000, 10_000, false}, // of none it is known what it takes
		{9, 3, 21_000, 79_000, false},
		{1, 30, 80_000, 20_000, false},
		{55, 16, 44_000, 56_000, true},
		{39, 1, 37_000, 63_000, true},
		{10, 10, 10_000, 5_000, false}, // at the bound
		{11, 10, 10_000, 5_000, true},
	} {
		if got := hopeless(c.waiting, c.taken, c.steps, c.left); got != c.want {
			t.Errorf("%d wait, %d took %d steps, %d are left: %v", c.waiting, c.taken, c.steps, c.left, got)
		}
	}
}
