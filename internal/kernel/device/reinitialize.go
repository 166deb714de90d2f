package device

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/state"
)

// reinitialization is an activity that the system runs once drivers have been started,
// before it may unload this one. It calls each that has been handed to it.
type reinitialization struct{ lives.Routine }

func (reinitialization) Loading() bool   { return true }
func (reinitialization) Unbounded() bool { return true }

// Reinitialize has the system call a routine again once DriverEntry has succeeded.
// Page: ntddk/nf-ntddk-ioregisterdriverreinitialization
func (m *System) Reinitialize(r *follow.Call, st state.State) []follow.Outcome {
	for _, fn := range r.Args {
		if fn.K != domain.Func {
			continue
		}
		f := m.Prog.Funcs[fn.N]
		context, ok := r.LastContext()
		if !ok {
			context = domain.Value{K: domain.Any}
		}
		args := m.ArgsOf(f, domain.Value{K: domain.Any}, context)
		if len(args) > 0 && len(r.Args) > 0 {
			args[0] = r.Args[0]
		}
		m.Launch(&st, lives.Activity{Kind: reinitialization{"reinitialization routine"}, Fn: fn, Args: args, Handle: domain.None, At: r.At})
	}
	return m.Anything(r, st)
}
