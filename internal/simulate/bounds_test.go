package simulate

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/settings"
)

// bounds are the rows of the table in docs/engine.md that are about this package.
var bounds = map[string][]int{
	"states of one typestate at a block":     {settings.DefaultLimits().States},
	"the same between two roots":             {maxBetween},
	"both, where a driver":                   {exactStates},
	"turns of a loop":                        {loopVariants, exactLoop},
	"states at a block in such a life":       {narrow, wide, least},
	"ways out of the functions whose runs":   {maxExits, 2 * maxExits},
	"turns in which others go on":            {maxHelp},
	"calls on the stack":                     {settings.DefaultLimits().Depth, recursion, counting},
	"functions that an indirect call":        {maxCandidates, fewCandidates},
	"deferred calls":                         {maxDefers},
	"requests pending side by side":          {maxOfCall, maxHeld},
	"requests of one call that are followed": {maxAwaited, maxEnded},
	"activities that do the same":            {maxSame},
	"activities that are pending":            {maxActivities},
	"objects of one wait":                    {maxWaitedFor},
	"expiries of a periodic timer":           {maxExpiries},
	"pauses of a thread":                     {maxNaps},
	"registrations followed together":        {Together},
	"open sockets told apart":                {maxSockets},
	"lists of received data":                 {maxLent},
	"values that wait in a channel":          {maxQueue},
	"devices in a driver's list":             {maxDevices},
}

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) { boundtest.Compare(t, "../..", bounds) }

// Each constant that is named as a bound is in the table; maxSpare bounds memory alone.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t, "maxSpare") }
