package simulate

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Settled is the state of an exit between two roots: nothing runs, and what
// nothing leads to is gone.
func (m *Machine) Settled(e follow.Exit) state.State {
	st := e.State
	st.Regs, st.Pins, st.Defers, st.Level = state.Registers{}, nil, nil, state.Level{}
	m.unread(&st)
	m.Drift(&st)
	m.Settle(&st)
	for m.sweep(&st) { // what goes may have been all that held others
	}
	m.UnlearnAll(&st)
	m.Renumbered(&st)
	m.Reordered(&st)
	if m.Observer != nil {
		m.Observer.Rested(m.Runner, &st)
	}
	return st
}

// sweep drops the objects to which nothing leads. It reports whether there were any.
func (m *Machine) sweep(st *state.State) bool {
	live := m.Reach(st, nil, -1)
	var gone []int32
	st.Objs.Range(func(k uint64, _ state.Object) bool {
		if !live.Has(int32(k)) && int32(k) >= int32(len(m.Prog.Names)) {
			gone = append(gone, int32(k))
		}
		return true
	})
	for _, o := range gone {
		m.Drop(st, o)
	}
	return len(gone) > 0
}

// unread forgets what completed requests have left in their IRPs, and what was read from
// memory of which nothing is known, where that is no loss: read again it is as unknown as
// before.
func (m *Machine) unread(st *state.State) {
	st.Objs.Range(func(o uint64, _ state.Object) bool {
		if m.Objects[o].Kind == state.IrpObject {
			st.Mem.High(uint32(o), func(k uint64, _ domain.Value) bool {
				if !m.binds(k) {
					m.Erase(st, k)
				}
				return true
			})
		}
		return true
	})
	for m.Unread(st, m.binds) { // what goes may have been all that made a pointer to it worth keeping
	}
}

// binds reports whether a cell is one of those that say what the system calls.
func (m *Machine) binds(k uint64) bool {
	e := m.Paths.Elem[state.PathOf(k)]
	return e == "routine" || e == "context" || e == "slot"
}

// Lifecycle are the effects that make a function worth following by itself.
const Lifecycle = follow.Interesting

// Levelled are the effects of functions whose IRQL, or whose routine, matters.
const Levelled = program.Registers | program.Deregisters | program.Captures | program.Uses | program.Waits

// Handed are the arguments of a routine that was handed to a DDI with a context:
// beside that nothing is known of them.
func (m *Machine) Handed(st *state.State, c follow.Installed) []domain.Value {
	f := m.Prog.Funcs[c.Index()]
	args := m.ArgsOf(f, domain.Value{K: domain.Any}, c.Context)
	for i, v := range args {
		if v.K == domain.Any {
			args[i] = m.Fresh(st, f.Index, i)
		}
	}
	return args
}
