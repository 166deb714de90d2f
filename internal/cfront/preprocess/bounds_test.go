package preprocess

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../../..", map[string][]int{
		"MiB of a file of the text":            {maxFile >> 20},
		"includes of a unit":                   {maxIncludes, maxIncludeDepth},
		"tokens of a unit":                     {maxUnitTokens},
		"tokens moved for one call of a macro": {maxCallSteps, stepsPerToken, freeSteps},
		"macro calls in the arguments":         {maxNesting},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
