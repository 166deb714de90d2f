package cli

import (
	"os"
	"testing"

	"github.com/wskvet/wskvet/internal/cache"
)

// TestMain keeps nothing between runs, but where a test asks for it.
func TestMain(m *testing.M) {
	if err := os.Setenv(cache.Variable, "off"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
