package slice

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"blocks before a choice between values":                         {maxArms},
		"calls through which it is looked for what decides a condition": {maxCalls},
		"raises of the IRQL that wait for their restores":               {maxHeld - 1},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
