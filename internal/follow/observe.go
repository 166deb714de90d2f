package follow

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Observer is told of the states that a run comes to: for those who look inside, as wskvet
// debug and the sanity walk of the tests do. It changes nothing.
type Observer interface {
	// Stepped is told of a state that has taken the last step of its trace.
	Stepped(m *Runner, st *state.State)

	// Stand is told of the states that stand before a block side by side.
	Stand(m *Runner, f *program.Func, block int32, states []state.State)

	// Found is told of a state in which something is reported.
	Found(m *Runner, st *state.State, rule string, at *program.Site, message string)

	// Ended is told of a state in which a root has ended.
	Ended(m *Runner, st *state.State)

	// Rested is told of a state that waits for what the system does next.
	Rested(m *Runner, st *state.State)
}

// Inattentive is an observer that hears nothing: a base for those that hear some.
type Inattentive struct{}

func (Inattentive) Stepped(*Runner, *state.State)                              {}
func (Inattentive) Stand(*Runner, *program.Func, int32, []state.State)         {}
func (Inattentive) Found(*Runner, *state.State, string, *program.Site, string) {}
func (Inattentive) Ended(*Runner, *state.State)                                {}
func (Inattentive) Rested(*Runner, *state.State)                               {}
