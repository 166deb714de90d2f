package wsk

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../../..", map[string][]int{
		"turns in which others go on":   {maxHelp},
		"requests pending side by side": {MaxOfCall, maxHeld},
		"open sockets told apart":       {maxSockets, manySockets},
		"lists of received data":        {maxLent, mostLent},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
