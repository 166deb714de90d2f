package witness

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"lives along which one claim": {maxLives},
		"conditions that the reader":  {maxHangs, maxHung},
		"steps of a witness":          {maxSteps},
		"changes of a counter":        {maxWrites},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
