package mend

import (
	"os"
	"runtime/debug"
	"testing"
)

// Tries leave much behind them and keep little, beside the types of all kernel interfaces,
// which the collector would look at again and again.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
