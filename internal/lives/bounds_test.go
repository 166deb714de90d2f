package lives

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"requests of one call that are followed":                      {maxAwaited, maxEnded},
		"activities that do the same":                                 {maxSame},
		"activities that are pending":                                 {maxActivities},
		"objects of one wait":                                         {maxWaitedFor},
		"expiries of a periodic timer":                                {maxExpiries, longExpiries},
		"pauses of a thread":                                          {maxNaps, manyNaps},
		"values that wait in a channel, or entries in a kernel queue": {maxQueue, longQueue},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
