package simulate

import (
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
)

// How many states of one typestate an exact run keeps apart at a block or between two
// roots, and of one memory at the head of a loop.
const (
	exactStates = 4096
	exactLoop   = 64
)

// exact is a run that keeps apart what others merge.
type exact struct {
	steps int   // its bound on them
	life  *Life // the one that it follows, or nil for all
}

// Exactly makes runs exact, up to a number of steps; along one life, unless that is
// nil. Again ends that.
func (m *Machine) Exactly(steps int, life *Life) { m.exact = &exact{steps, life} }

// beam is how many states a run along one life keeps at a block, between two roots and at
// the head of a loop: one that comes to the claim is enough, so the others are dropped.
const beam = 256

// drops reports whether states that are too many are dropped, not merged.
func (m *Machine) drops() bool { return m.exact != nil && m.exact.life != nil }

// Dropped reports whether a state that comes behind n others of its kind is not followed.
func (m *Machine) Dropped(n int) bool { return m.drops() && n > beam }

// Apart is how many states of one typestate are kept apart between two roots.
func (m *Machine) Apart() int {
	switch {
	case m.exact != nil:
		return exactStates
	case m.scope.Slice != nil:
		return coarseStates
	}
	return maxBetween
}

// maxBetween is that number for runs that are not exact.
const maxBetween = 16

// states is how many states of one typestate are kept apart at a block.
func (m *Machine) states() int {
	switch {
	case m.exact != nil:
		return exactStates
	case m.scope.Slice != nil:
		return coarseStates
	}
	return m.limits.States
}

// coarseStates is how many states of one typestate a slice keeps apart: what seems broken
// there is confirmed, and what is merged needlessly costs a deeper slice.
const coarseStates = 4

// loopStates is how many states of one memory a loop's head keeps apart by their
// registers alone: small counted loops are followed exactly.
func (m *Machine) loopStates() int {
	if m.exact != nil {
		return exactLoop
	}
	return loopVariants
}

// begins notes that a root of the harness runs. It reports whether the life that is
// followed begins it there.
func (m *Machine) begins(st *State, at *program.Site, text string) bool {
	m.note(st, finding.Enter, at, text, "")
	if len(m.stack) > 0 || m.report.quiet {
		return true
	}
	st.trace.root = true
	if m.exact == nil || m.exact.life == nil {
		return true
	}
	if !m.exact.life.begins(int(st.roots), at.Key, text) {
		return false
	}
	st.roots++
	return true
}

// astray reports whether a step of a root leaves the life that is followed. What runs
// beside is followed whole: others may depend on all that it may come to.
func (m *Machine) astray(st *State) bool {
	if m.exact == nil || m.exact.life == nil || m.inside > 0 || m.cannot > 0 || m.report.quiet || st.roots == 0 {
		return false
	}
	return m.exact.life.excludes(int(st.roots)-1, st.trace)
}
