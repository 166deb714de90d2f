package simulate

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/typestate"
)

// bounds are the rows of the table in docs/engine.md that are about this package.
var bounds = map[string][]int{
	"states of one typestate at a block": {settings.DefaultLimits().States},
	"captures of a registration":         {typestate.MaxCaptures},
}

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) { boundtest.Compare(t, "../..", bounds) }

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
