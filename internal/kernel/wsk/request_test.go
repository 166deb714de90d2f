package wsk

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
)

// Requests are told apart by all that they say.
func TestRequestHash(t *testing.T) {
	var q Request
	boundtest.Fields(t, &q, q.Hash)
}
