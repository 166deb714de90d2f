package follow

import "github.com/wskvet/wskvet/internal/state"

// Observer is told of the states that a run comes to: for those who look inside, as the
// sanity walk of the tests does. It changes nothing.
type Observer interface {
	// Ended is told of a state in which a root has ended.
	Ended(m *Runner, st *state.State)

	// Rested is told of a state that waits for what the system does next.
	Rested(m *Runner, st *state.State)
}
