package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// On a slice not every address is known: what is beyond its depth may lead to any object
// there is. What is written there may so be written to any cell of its class: those that
// are known become unknown, and the class is loose: a cell of it that was not written
// since may hold anything.

// loosen makes unknown what a write at the unknown address o in f may change.
func (a *Activation) loosen(st *state.State, o summary.Operand) {
	if s := a.m.Slice; s != nil {
		a.m.Loosen(st, s.At(a.F, o))
	}
}

// loosenArgs makes unknown what a call that has no body to be read, or is a DDI, may
// write through arguments that are not known.
func (a *Activation) loosenArgs(st *state.State, c *summary.Call, args []domain.Value) {
	s := a.m.Slice
	if s == nil || c.Op == ddi.FreeObject {
		return
	}
	for i, v := range args {
		if v.K != domain.Any || i >= len(c.Roles) || c.Roles[i] == summary.Integer || c.Roles[i] == summary.Flag || c.Roles[i] == summary.Context {
			continue
		}
		a.m.Loosen(st, s.Written(a.F, c, i))
	}
}

// Unclear is a call about an object of which a slice does not know which one it is: what
// becomes of the object is not followed.
type Unclear struct {
	Call    *program.Site
	Operand summary.Operand // of the call's function: the object; below 0 if it is no operand
}

// notesVague notes the arguments of an operation that are objects and not known.
func (m *Runner) notesVague(r *Call, st *state.State) {
	if m.Slice == nil {
		return
	}
	if program.EffectOf(r.Op)&program.Waits != 0 && m.Sys.AnyoneBeside(st) { // it may be for one of them
		m.vague(r, 0)
	}
	m.notesRoutine(r)
	for i, role := range r.Call.Roles {
		switch role {
		case summary.Registration:
			m.vague(r, i)
		case summary.Irp, summary.Socket:
			if m.Scope.Sockets {
				m.vague(r, i)
			}
		}
	}
}

// notesRoutine notes the object by which a call names a routine, if it is not known: which
// routine runs is not known then.
func (m *Runner) notesRoutine(r *Call) {
	if slices.ContainsFunc(r.Args, func(v domain.Value) bool { return v.K == domain.Func }) && r.Op.Routine().Runs != ddi.Armed {
		return
	}
	switch routine := r.Op.Routine(); {
	case routine.Disarms: // what is not cancelled runs
	case routine.Runs == ddi.Beside:
		for i, role := range r.Call.Roles {
			if role == summary.Callback {
				m.vague(r, i)
			}
		}
		m.vague(r, 0)
	case routine.Arms:
		m.vague(r, 0)
		m.vague(r, len(r.Args)-1) // the DPC of a timer
	case routine.Runs == ddi.Armed:
		m.vague(r, 0)
	}
}

// vague notes the argument at i if it is not known.
func (m *Runner) vague(r *Call, i int) {
	if i < 0 || i >= len(r.Args) || r.Args[i].K != domain.Any {
		return
	}
	u := Unclear{Call: r.At, Operand: -1}
	if i < len(r.Call.Args) {
		u.Operand = r.Call.Args[i]
	}
	if !slices.Contains(m.unclear, u) {
		m.unclear = append(m.unclear, u)
	}
}

// Unclear are the calls, in the order in which a run on a slice first met them, that are
// about an object which it does not know.
func (m *Runner) Unclear() []Unclear { return m.unclear }
