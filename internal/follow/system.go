package follow

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// system is what the runner of functions does not know: the interfaces of the system, who
// runs beside, and what the rules say of what the code does between its calls.
type system interface {
	// Operate carries out a DDI.
	Operate(r *Call, st *state.State) []Outcome

	// Channel carries out an operation on a channel, Spawn a go statement.
	Channel(a *Activation, b, i int32, in *summary.Instr, st *state.State) (bool, []state.State)
	Spawn(a *Activation, b, i int32, in *summary.Instr, st *state.State)

	// AnyoneBeside reports whether anybody runs beside st.
	AnyoneBeside(st *state.State) bool

	// Null, Stray and ReadsResult report an address that the code must not follow: NULL
	// that a callback was handed, what a request has left that failed, a result that the
	// system has yet to write.
	Null(st *state.State, at *program.Site, v domain.Value) bool
	Stray(a *Activation, b, i int32, st *state.State, addr domain.Value) bool
	ReadsResult(a *Activation, b, i int32, st *state.State, o, p int32) bool
	// TouchesFreed reports a use of memory that has been freed with an IRP in it.
	TouchesFreed(a *Activation, b, i int32, st *state.State, o int32) bool

	// Overwritten and Orphaned report what a write destroys, or what nothing leads to
	// behind it; Leaves what a frame leaves behind.
	Overwritten(st *state.State, o, p int32, v domain.Value, at *program.Site) bool
	Orphaned(a *Activation, b, i int32, before, st *state.State, old domain.Value) (ends bool)
	Leaves(f *program.Func, e *Exit)

	// Unsure forgets what a function that cannot be read may change at and below o, p.
	Unsure(st *state.State, at *program.Site, o, p int32)
}
