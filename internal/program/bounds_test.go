package program

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"greatest number with which a count is compared":      {fewTold},
		"functions through which a routine is handed on":      {maxForwards},
		"operations through which a condition is traced back": {maxChain},
		"blocks that are looked at upwards":                   {maxWay},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
