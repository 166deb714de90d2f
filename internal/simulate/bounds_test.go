package simulate

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/typestate"
)

// bounds are the rows of the table in docs/engine.md that are about this package.
var bounds = map[string][]int{
	"states of one typestate at a block":     {settings.DefaultLimits().States},
	"turns in which others go on":            {maxHelp},
	"requests pending side by side":          {maxOfCall, maxHeld},
	"requests of one call that are followed": {maxAwaited, maxEnded},
	"activities that do the same":            {maxSame},
	"activities that are pending":            {maxActivities},
	"objects of one wait":                    {maxWaitedFor},
	"expiries of a periodic timer":           {maxExpiries},
	"pauses of a thread":                     {maxNaps},
	"open sockets told apart":                {maxSockets},
	"captures of a registration":             {typestate.MaxCaptures},
	"lists of received data":                 {maxLent},
	"values that wait in a channel":          {maxQueue},
	"devices in a driver's list":             {maxDevices},
}

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) { boundtest.Compare(t, "../..", bounds) }

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
