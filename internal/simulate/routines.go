package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Routines that a driver hands to a DDI are called at a time that is not known:
// what they do excuses others, and the harness follows them for what they must
// not do at all.

// routines hands routines to the system.
func (m *Machine) routines(r *follow.Call, st state.State) []follow.Outcome {
	for _, v := range r.Args {
		switch {
		case v.K == Func && r.Op == ddi.OnCompletion:
			if m.onCompletion(r, &st, v) {
				return nil
			}
		case v.K == Func && (r.Op == ddi.SetDpc || r.Op == ddi.SetThreadedDpc):
			m.Escape(&st, v) // it runs once it is queued
		case v.K == Func:
			st.Async |= m.Prog.Funcs[v.N].Reach
			m.Escape(&st, v)
		}
	}
	switch r.Op {
	case ddi.SetDpc, ddi.SetThreadedDpc:
		slot := irql.DPC
		if r.Op == ddi.SetThreadedDpc {
			slot = irql.ThreadedDPC
		}
		if v, ok := r.Pointer(); ok {
			m.bind(&st, r, v, slot)
		}
	case ddi.Framework, ddi.NewRoutine:
		m.executionLevel(r, &st)
	}
	if len(r.Call.Results) == 0 {
		return []follow.Outcome{{St: st}}
	}
	return m.Either2(r, st)
}

// onCompletion sets the completion routine fn of an IRP. It reports whether the IRP
// must not have one set. The routine of an IRP that is not followed runs at any time.
func (m *Machine) onCompletion(r *follow.Call, st *state.State, fn Value) (ends bool) {
	irp, ok := m.irp(r, st)
	if !ok || !m.Scope.Sockets || !m.Strong(st, irp.O, irp.P) {
		st.Async |= m.Prog.Funcs[fn.N].Reach
		m.Escape(st, fn)
		m.completesWith(r, st)
		return false
	}
	if m.irpBroken(r, st, irp, typestate.IrpArm) {
		return true
	}
	m.moveIrp(st, irp, typestate.IrpArm)
	m.bind(st, r, irp, irql.Completion)
	return false
}

// completesWith lets events that the routine's context leads to be set at any
// time.
func (m *Machine) completesWith(r *follow.Call, st *state.State) {
	for _, v := range r.Args {
		if v.K == Ptr {
			m.events(st, v.O, v.P)
		}
	}
}

// events makes the events at and below o, p set or not.
func (m *Machine) events(st *state.State, o, p int32) {
	var ks []uint64
	st.Mem.High(uint32(o), func(k uint64, v Value) bool {
		if v.T == state.EventType && m.Paths.Within(state.PathOf(k), p) {
			ks = append(ks, k)
		}
		return true
	})
	for _, k := range ks {
		m.Put(st, state.ObjectOf(k), state.PathOf(k), Value{K: Any, T: state.EventType})
	}
}

// bind remembers the routine of a DPC, a timer or an IRP below v.
func (m *Machine) bind(st *state.State, r *follow.Call, v Value, slot string) {
	for _, fn := range r.Args {
		if fn.K != Func {
			continue
		}
		m.Store(st, v.O, m.Paths.Below(v.P, "routine"), fn)
		m.Store(st, v.O, m.Paths.Below(v.P, "slot"), Value{K: Str, N: m.Prog.Str(slot)})
		if ctx, ok := r.LastContext(); ok {
			m.Store(st, v.O, m.Paths.Below(v.P, "context"), ctx)
		}
		return
	}
}

// bound is what bind has remembered below v.
func (m *Machine) bound(st *state.State, v Value) (fn, context Value, slot string) {
	cell := func(name string) Value {
		x, _ := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, name)))
		return x
	}
	if s := cell("slot"); s.K == Str {
		slot = m.Prog.Text(s.N)
	}
	return cell("routine"), cell("context"), slot
}

// sent has the system call the completion routine of the IRP that a function is
// handed: one of WSK, or a lower driver.
func (m *Machine) sent(r *follow.Call, st *state.State) {
	irp, ok := m.irp(r, st)
	if !ok {
		return
	}
	slot := irql.Completion
	if r.Op.Wsk() {
		slot = irql.WskCompletion
	}
	if fn, _, at := m.bound(st, irp); at != "" { // of so many contexts no state is told apart
		m.installEach(st, slot, fn, Value{K: Any})
	}
}

func (m *Machine) installEach(st *state.State, slot string, fn, context Value) {
	switch fn.K {
	case Func:
		m.Install(st, slot, fn, context)
	case Set:
		for _, w := range m.Sets[fn.N] {
			m.installEach(st, slot, w, Value{K: Any})
		}
	}
}

// executionPassive is WdfExecutionLevelPassive of WDF_EXECUTION_LEVEL.
const executionPassive = 2

// executionLevel notes that the driver makes a framework object whose callbacks
// run at PASSIVE_LEVEL: those of timers, too, may then.
func (m *Machine) executionLevel(r *follow.Call, st *state.State) {
	for _, v := range r.Args {
		if v.K != Ptr {
			continue
		}
		if l, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "ExecutionLevel"))); ok && l != integer(0) && l.N == executionPassive {
			m.SetCount(st, "passive", 1)
		}
	}
}
