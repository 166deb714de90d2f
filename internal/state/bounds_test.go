package state

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"states side by side":                    {Apart},
		"values by which two of them may differ": {maxGaps},
		"comparisons of states":                  {maxCompared},
		"least number from which":                {FewBelow},
		"greatest number whose relation":         {FewBelow},
		"objects of one allocation":              {maxCopies, FewCopies, manyCopies, ownedCopies},
		"unknown values of one instruction":      {maxUnknown, manyUnknown},
		"pointers of unknown memory":             {maxDeep},
		"values that a cell may hold":            {maxSet},
		"greatest index":                         {maxIndex},
		"elements of an array or a map":          {maxElements},
	})
}

// Each constant that is named as a bound is in the table; maxParts is room for what rooms hold, maxDecided for what is remembered.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t, "maxParts", "maxDecided") }
