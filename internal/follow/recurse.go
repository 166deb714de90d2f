package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// A function may be on the stack a few times, more often as long as a number that it
// is handed is known and another each time: it counts down to its end. Beyond that a
// call is passed over, and what it may write is forgotten: a life that asks for that
// later is not followed further, which is inconclusive. No life goes on behind a call of
// a function that never returns.

// How often a function may be on the stack, and how often one that counts.
const (
	recursion = 3
	counting  = 64
)

// Recursive reports whether f, called with some arguments, is on the stack as often as
// is followed.
func (m *Runner) Recursive(f *program.Func, args []domain.Value) bool {
	n, fresh, counter := 0, true, counterOf(args)
	for i, g := range m.Stack {
		if g == f {
			n++
			fresh = fresh && m.counters[i] != counter
		}
	}
	return n >= counting || n >= recursion && !(counter.K == domain.Int && fresh)
}

// counterOf is the first number among some arguments that is known, or Any.
func counterOf(args []domain.Value) domain.Value {
	for _, v := range args {
		if v.K == domain.Int && v.T == 0 {
			return v
		}
	}
	return domain.Value{K: domain.Any}
}

// Push puts f on the stack, called from st.
func (m *Runner) Push(f *program.Func, st *state.State) {
	var args []domain.Value
	for i := range f.Params {
		if v, ok := st.Regs.Get(uint32(i)); ok {
			args = append(args, v)
		}
	}
	m.Stack, m.counters = append(m.Stack, f), append(m.counters, counterOf(args))
}

func (m *Runner) Pop() {
	m.Stack, m.counters = m.Stack[:len(m.Stack)-1], m.counters[:len(m.counters)-1]
}

// tooDeep passes over a call of f, or ends the life where more may come of it than
// what can be forgotten.
func (a *Activation) tooDeep(at *program.Site, c *summary.Call, f *program.Func, st *state.State) []Outcome {
	m := a.m
	if f.Endless {
		return nil
	}
	if !m.forgetWrites(st, f) {
		m.Report.GiveUp(st, at, "depth", "calls of "+f.Short+" are too deep to follow")
		return nil
	}
	m.Log(st, finding.Operate, at, "calls "+f.Short+", too deep to follow", "")
	result := m.Results(st, c, at)
	m.AssumeAll(result)
	return []Outcome{{St: *st, Result: result}}
}

// forgetWrites forgets what f may write. It is false where that is not known, or where
// something live would be out of reach.
func (m *Runner) forgetWrites(st *state.State, f *program.Func) bool {
	w := m.Prog.WritesOf(f)
	if !w.Known {
		return false
	}
	before := m.liveObjects(st)
	st.Mem.Range(func(k uint64, v domain.Value) bool {
		if v.K != domain.Mark && w.Cells[m.CellName(k)] {
			m.Put(st, state.ObjectOf(k), state.PathOf(k), m.Forgotten(st, k))
		}
		return true
	})
	st.Forgot = m.AlsoForgot(st.Forgot, w.Cells)
	return !slices.ContainsFunc(before, func(o int32) bool { return !m.Reachable(st, o) })
}

// liveObjects are those that hold what has to be given back and can be reached.
func (m *Runner) liveObjects(st *state.State) []int32 {
	var out []int32
	add := func(o int32) {
		if m.Reachable(st, o) {
			out = append(out, o)
		}
	}
	st.Says(func(o, _ int32) bool { add(o); return true })
	return out
}
