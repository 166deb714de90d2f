package project

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../../..", map[string][]int{
		"MiB of a file of the text":      {maxFile >> 20},
		"tokens of a list of parameters": {maxParameters},
		"MiB of a project file":          {maxXML >> 20, maxDepth, maxRead},
		"imports of a project":           {maxImports, maxNested},
		"bytes of a value of a project":  {maxValue},
		"MiB of response files":          {maxResponses >> 20},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }
