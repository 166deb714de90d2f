package program

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"greatest number with which a count is compared": {fewTold},
	})
}
