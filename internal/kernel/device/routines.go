package device

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Routines that a driver hands to a DDI are called at a time that is not known:
// what they do excuses others, and the harness follows them for what they must
// not do at all.

// Routines hands routines to the system.
func (m *System) Routines(r *follow.Call, st state.State) []follow.Outcome {
	routine := r.Op.Routine()
	for i, v := range r.Args {
		switch {
		case r.Op == ddi.OnCompletion && (v.K == domain.Func || i < len(r.Call.Roles) && r.Call.Roles[i] == summary.Callback && !v.IsNil()):
			if m.onCompletion(r, &st, v) {
				return nil
			}
		case v.K == domain.Func && routine.Runs == ddi.Armed:
			m.Escape(&st, v) // it runs once it is queued
		case v.K == domain.Func:
			st.Async |= m.Prog.Funcs[v.N].Reach
			m.Escape(&st, v)
		}
	}
	if routine.Runs == ddi.Armed {
		if v, ok := r.Pointer(); ok {
			m.Bind(&st, r, v, routine.Slot)
		}
	}
	if r.Op == ddi.Framework || r.Op == ddi.NewRoutine {
		m.executionLevel(r, &st)
	}
	if len(r.Call.Results) == 0 {
		return []follow.Outcome{{St: st}}
	}
	return m.Either2(r, st)
}

// onCompletion sets the completion routine fn of an IRP, which may be one that is not known.
// It reports whether the IRP must not have one set. The routine of an IRP that is not
// followed runs at any time.
func (m *System) onCompletion(r *follow.Call, st *state.State, fn domain.Value) (ends bool) {
	irp, ok := m.Irp(r, st)
	if !ok || !m.Scope.Sockets || !m.Strong(st, irp.O, irp.P) {
		if fn.K == domain.Func {
			st.Async |= m.Prog.Funcs[fn.N].Reach
			m.Escape(st, fn)
		}
		m.CompletesWith(r, st)
		return false
	}
	if m.IrpBroken(r, st, irp, typestate.IrpArm) {
		return true
	}
	m.MoveIrp(st, irp, typestate.IrpArm)
	if fn.K != domain.Func {
		m.Store(st, irp.O, m.Paths.Below(irp.P, lives.RoutineCell), domain.Value{K: domain.Any})
		return false
	}
	m.Bind(st, r, irp, irql.Completion)
	return false
}

// executionPassive is WdfExecutionLevelPassive of WDF_EXECUTION_LEVEL.
const executionPassive = 2

// executionLevel notes that the driver makes a framework object whose callbacks
// run at PASSIVE_LEVEL: those of timers, too, may then.
func (m *System) executionLevel(r *follow.Call, st *state.State) {
	for _, v := range r.Args {
		if v.K != domain.Ptr {
			continue
		}
		if l, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, ddi.ExecutionLevel))); ok && l != domain.Number(0) && l.N == executionPassive {
			m.SetCount(st, "passive", 1)
		}
	}
}
