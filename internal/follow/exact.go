package follow

import (
	"cmp"
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

// How many states of one typestate an exact run keeps apart at a block or between two
// roots, and of one memory at the head of a loop.
const (
	exactStates = 4096
	exactLoop   = 64
)

// exact is a run that keeps apart what others merge.
type exact struct {
	steps   int                        // its bound on them
	life    *witness.Life              // the one that it follows, or nil for all
	few     int                        // how many states it keeps where it follows some lives alone, whichever
	until   int                        // the steps up to which the root that runs goes on there, or 0
	reached map[witness.Milestone]bool // of that life
	asked   []int32                    // globals that were found to decide whether it can go on
}

// Exactly makes runs exact, up to a number of steps; along one life, unless that is
// nil. Again ends that.
func (m *Runner) Exactly(steps int, life *witness.Life) {
	m.exact = &exact{steps: steps, life: life, reached: map[witness.Milestone]bool{}}
	m.Exact = true
	if life == nil || life.Heeds == nil {
		return
	}
	for i, name := range m.Prog.Names {
		if life.Heeds.Chose(name) {
			m.exact.asked = append(m.exact.asked, int32(i))
		}
	}
}

// Some makes runs exact that follow some lives alone, up to a number of steps: at a block
// and between two roots, so many states of a typestate.
func (m *Runner) Some(steps, states int) {
	m.exact = &exact{steps: steps, few: states, reached: map[witness.Milestone]bool{}}
	m.Exact = true
}

// Share is which part of the steps that are left a root, or what runs beside, may take where
// some lives are followed: no hard one takes all from the others. DriverEntry and Unload may.
const Share = 4

// Shares bounds the steps of a run in which some lives are followed. The result ends that.
func (m *Runner) Shares() (end func()) {
	e := m.exact
	if !m.Few() || e.until > 0 || m.steps == 0 || m.InUnload {
		return func() {}
	}
	e.until = m.steps + (e.steps-m.steps)/Share
	return func() { e.until = 0 }
}

// Few reports whether some lives alone are followed.
func (m *Runner) Few() bool { return m.exact != nil && m.exact.few > 0 }

// kind is of what kind a state is among those that follow a life: its typestate, and what
// is known of the globals that decide.
func (m *Runner) kind(st *state.State) uint64 {
	k := st.Protocol()
	for _, o := range m.exact.asked {
		v, ok := st.Mem.Get(state.Key(o, 0))
		if !ok {
			v = domain.Number(0)
		}
		r := m.Bounds(st, v)
		k = domain.Combine(k, uint64(r.Lo), uint64(r.Hi), state.Bit(r.Has(0)))
	}
	return k
}

// How many states a run along one life keeps at a block, between two roots and at the head
// of a loop: one that comes to the claim is enough, so the others are dropped. Fewest are
// kept in functions that do not matter to it.
const (
	least  = 2
	narrow = 8
	wide   = 256
)

// drops reports whether states that are too many are dropped, not merged.
func (m *Runner) drops() bool { return m.exact != nil && (m.exact.life != nil || m.Few()) }

// beam is how many states are kept there.
func (m *Runner) beam() int {
	l := m.exact.life
	switch {
	case l == nil:
		return m.exact.few
	case l.Many:
		return wide
	case l.Heeds != nil && len(m.Stack) > 0 && !l.Heeds.Follows(m.Stack[len(m.Stack)-1].Index):
		return least
	}
	return narrow
}

// Dropped reports whether a state that comes behind n others of its kind is not followed.
func (m *Runner) Dropped(n int) bool { return m.drops() && n > m.beam() }

// spread are as many states as are kept: of each kind some, and of these some from the
// first to the last, as those that come behind each other are much alike. Those on whose
// way the fewest calls have failed come first: they get on, and where a life needs that a
// call fails, its decisions say so.
func (m *Runner) spread(states []state.State) []state.State {
	m.Cuts++
	var kinds [][]state.State
	at := map[uint64]int{}
	for _, s := range states {
		k := m.kind(&s)
		if _, ok := at[k]; !ok {
			at[k] = len(kinds)
			kinds = append(kinds, nil)
		}
		kinds[at[k]] = append(kinds[at[k]], s)
	}
	for _, kind := range kinds {
		slices.SortStableFunc(kind, sounder)
	}
	slices.SortStableFunc(kinds, func(a, b []state.State) int { return sounder(a[0], b[0]) })
	var out []state.State
	for i, kind := range kinds {
		left := m.beam() - len(out)
		if left <= 0 {
			break
		}
		n := min(len(kind), max(1, left/(len(kinds)-i)))
		for j := range n {
			out = append(out, kind[j*(len(kind)-1)/max(1, n-1)])
		}
	}
	return out
}

// sounder orders states by the calls that have failed on their way.
func sounder(a, b state.State) int { return cmp.Compare(a.Trace.Failures(), b.Trace.Failures()) }

// Apart is how many states of one typestate are kept apart between two roots.
func (m *Runner) Apart() int {
	switch {
	case m.exact != nil:
		return exactStates
	case m.Slice != nil:
		return m.coarse()
	}
	return maxBetween
}

// Unites reports whether a state between two roots may become one with one of n that are
// kept apart: a few are, for the sake of their witnesses, but on a slice, where what is
// found is followed anew.
func (m *Runner) Unites(n int) bool { return !m.Exact && (m.Slice != nil || n >= state.Apart) }

// maxBetween is that number for runs that are not exact.
const maxBetween = 16

// states is how many states of one typestate are kept apart at a block.
func (m *Runner) states() int {
	switch {
	case m.exact != nil:
		return exactStates
	case m.Slice != nil:
		return m.coarse()
	}
	return m.Limits.States
}

// coarse is how many states of one typestate a slice keeps apart: few at depth 0, as most
// obligations are met whatever memory holds.
func (m *Runner) coarse() int {
	if m.Slice.Depth == 0 {
		return coarsestStates
	}
	return coarseStates
}

// coarsestStates is that number at depth 0, and coarseStates at others: what seems broken
// there is confirmed, and what is merged needlessly costs a deeper slice.
const (
	coarsestStates = 1
	coarseStates   = 16
)

// loopStates is how many states of one memory a loop's head keeps apart by their
// registers alone: small counted loops are followed exactly.
func (m *Runner) loopStates() int {
	if m.exact != nil {
		return exactLoop
	}
	return loopVariants
}

// begins notes that a root of the harness runs. It reports whether the life that is
// followed begins it there.
func (m *Runner) begins(st *state.State, at *program.Site, text string) bool {
	m.Log(st, finding.Enter, at, text, "")
	if len(m.Stack) > 0 || m.Quiet {
		return true
	}
	st.Trace.Root = true
	if m.exact == nil || m.exact.life == nil {
		return true
	}
	if !m.exact.life.Begins(int(st.Roots), at.Key, text) {
		return false
	}
	st.Roots++
	m.exact.reached[witness.Milestone{Root: int(st.Roots), Decision: st.Trace.Decision()}] = true
	return true
}

// along is the root of the life that is followed exactly in which st is, and whether
// decisions of it are taken there. What runs beside is followed whole: others may depend
// on all that it may come to.
func (m *Runner) along(st *state.State) (root int, ok bool) {
	if m.exact == nil || m.exact.life == nil || m.Inside > 0 || m.Cannot > 0 || m.Quiet || st.Roots == 0 {
		return 0, false
	}
	return int(st.Roots), true
}

// astray reports whether a step of a root leaves the life that is followed.
func (m *Runner) astray(st *state.State) bool {
	s := st.Trace
	return s.Decides() && m.deviates(st, s.Decision())
}

// deviates reports whether a decision leaves the life that is followed. One of that life is
// noted.
func (m *Runner) deviates(st *state.State, d witness.Decision) bool {
	root, ok := m.along(st)
	if !ok {
		return false
	}
	if m.exact.life.Excludes(root-1, d) {
		return true
	}
	m.exact.reached[witness.Milestone{Root: root, Decision: d}] = true
	return false
}
