package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// What a run tells the log of coverage: nothing where it is a trial, or looks for some
// rules alone.

// unheard reports whether nobody hears what is found.
func (m *Runner) unheard() bool { return m.Quiet || m.Only != "" }

// trail is the trail in f, or nil where nobody hears what is found.
func (m *Runner) trail(f *program.Func) *coverage.Trail {
	if m.unheard() || m.exact != nil && m.exact.life != nil {
		return nil
	}
	if m.trails[f.Index] == nil {
		m.trails[f.Index] = m.log.Of(f.Origin())
	}
	return m.trails[f.Index]
}

// Ends says that lives end at a place. Those of a slice say nothing of that: what the
// slice leaves out may be why.
func (a *Activation) Ends(b, i int32, why coverage.Stop) {
	if a.m.Slice == nil {
		a.trail.Stopped(b, i, why)
	}
}

// Ran says that a root was run, and whether a run has come to its end.
func (m *Runner) Ran(f *program.Func, ended bool) {
	if !m.unheard() {
		m.log.Root(f.Origin(), ended)
	}
}

// ComesBack reports whether one of the exits is no panic.
func ComesBack(exits []Exit) bool {
	return slices.ContainsFunc(exits, func(e Exit) bool { return !e.Panics })
}

// stops says that a life has ended at an instruction, where one does not end by it.
func (a *Activation) stops(b, i int32, in *summary.Instr, found bool) {
	if a.trail == nil {
		return
	}
	why := coverage.Inside
	switch in.Code {
	case summary.Return, summary.Jump, summary.If:
		return
	case summary.Panic:
		why = coverage.Panic
	case summary.Load, summary.Store, summary.FieldAddr, summary.Field:
		why = coverage.Nil
	case summary.IndexAddr, summary.Index, summary.Slice, summary.Alloc:
		why = coverage.Index
	case summary.Binary:
		why = coverage.Zero
	case summary.Assert:
		why = coverage.Assertion
	case summary.Update:
		why = coverage.NilMap
	case summary.Receive, summary.Send, summary.Select:
		why = coverage.Wait
	case summary.Invoke:
		if in.Call.Method != "" && a.m.Prog.ByMethod[in.Call.Method] == nil {
			why = coverage.Nil
		}
	}
	if found && why != coverage.Panic {
		why = coverage.Found
	}
	a.Ends(b, i, why)
}

// halts says that a life has ended in a DDI.
func (r *Call) halts() coverage.Stop {
	switch {
	case r.Crashes():
		return coverage.Nil
	case r.Op.Waits() || r.Op == ddi.NmrWait || r.Op == ddi.Deregister:
		return coverage.Wait
	case r.Op == ddi.NoReturn || r.Op == ddi.EndThread:
		return coverage.NoReturn
	case r.Op == ddi.Raise || r.Op == ddi.TryRaise || r.Op == ddi.RaiseIrql || r.Op == ddi.Lock:
		return coverage.Lock
	case program.EffectOf(r.Op)&program.Starts != 0:
		return coverage.Overfull
	case r.Op.Atomic() || r.Op == ddi.AtomicStore:
		return coverage.Nil
	}
	return coverage.Inside
}
