package affine

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestTable(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"unknown numbers that equalities":   {maxUnknowns},
		"greatest number in such":           {maxCoefficient},
		"rounds in which equalities narrow": {maxRounds},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
