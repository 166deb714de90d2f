package corpus

import (
	"os"
	"strconv"
)

// turn is the variable that says which sample a test takes of what would take it too long
// as a whole: another number takes another one, and without it, it is the first.
const turn = "WSKVET_TURN"

// Sample is every n-th of some things, which of them says the turn.
func Sample[T any](all []T, n int) []T {
	at, err := strconv.ParseUint(os.Getenv(turn), 10, 32)
	if err != nil {
		at = 0
	}
	var out []T
	for i := int(at % uint64(n)); i < len(all); i += n {
		out = append(out, all[i])
	}
	return out
}
