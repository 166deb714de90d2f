package follow

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/settings"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"the same between two roots":           {maxBetween},
		"both, where a driver":                 {exactStates},
		"turns of a loop":                      {loopVariants, exactLoop},
		"states of one typestate that a slice": {coarsestStates, coarseStates},
		"states at a block in such a life":     {narrow, wide, least},
		"laps of a loop in such a life":        {laps},
		"ways out of the functions whose runs": {maxExits, 2 * maxExits},
		"calls on the stack":                   {settings.DefaultLimits().Depth, recursion, counting},
		"functions that an indirect call":      {maxCandidates, fewCandidates},
		"deferred calls":                       {maxDefers},
		"elements of an array that are told":   {maxIndexes, manyIndexes},
		"registrations followed together":      {Together},
	})
}

// Each constant that is named as a bound is in the table; maxSpare bounds memory alone.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t, "maxSpare") }
