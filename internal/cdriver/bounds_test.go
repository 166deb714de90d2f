package cdriver

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// The table of bounds says what the constants say.
func TestBounds(t *testing.T) {
	boundtest.Compare(t, "../..", map[string][]int{
		"tokens of a head below a directive":  {maxHead},
		"times that a model is compiled anew": {maxMends},
	})
}

// Each constant that is named as a bound is in the table.
func TestBoundsComplete(t *testing.T) { boundtest.Complete(t) }

// So are those of the whole reader.
func TestBoundsOfReader(t *testing.T) { boundtest.Below(t, "../cfront") }
