package syntax

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../../..", map[string][]int{
		"nesting of declarations":                {maxDepth},
		"calls, members and operators":           {maxChain},
		"types in types":                         {maxAhead},
		"tokens of a list of template arguments": {maxTemplate},
		"tokens of a list of bases":              {maxBases},
		"tokens of a head that are looked at":    {maxHead},
		"instances of class templates":           {maxInstances, maxNested, growth},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
