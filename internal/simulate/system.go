package simulate

import (
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// lifecycle is what those who run beside do not know of the requests among them.
type lifecycle interface {
	// Finish ends a pending request and runs its completion routine.
	Finish(st state.State, act *state.Activity) []follow.Exit

	// Landed says that requests which nobody followed any more may have ended. Bare ends
	// those that have no routines.
	Landed(st *state.State, waits bool)
	Bare(states []state.State) []state.State

	// WaitsInCallback reports a wait for what cannot happen before the callback returns.
	WaitsInCallback(r *follow.Call, st *state.State) (never bool)
}
