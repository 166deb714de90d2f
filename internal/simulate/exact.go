package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
)

// States that are too many are merged to what they share, and what they share may
// allow what none of them does: a flag that says the one thing beside a count that
// says the other. So what is reported behind a merge that has lost something is a
// claim. It is followed once more, along the roots and the decisions of its witness
// and without merging, and counts if it is reached again.

// Claim is a rule that seems to be broken, behind a merge.
type Claim struct {
	Finding finding.Finding
	key     findingKey
	trace   *step
}

// Life is the order in which roots run, and the decisions that are taken in each.
type Life struct {
	roots []decision
	ways  []map[program.SiteKey][]string // by root: what happens at a place, where anything does
}

// decision is what happens at a place: a root begins, a branch goes one way, a call
// succeeds.
type decision struct {
	at   program.SiteKey
	text string
}

// maxLives bounds the lives along which one claim is followed: the states of several
// may have been merged between two roots.
const maxLives = 8

// Lives are those that the claim may have come by, the likeliest first.
func (c Claim) Lives() []Life {
	var out []Life
	var walk func(s *step, behind []*step)
	walk = func(s *step, behind []*step) {
		for ; s != nil && len(out) < maxLives; s = s.up {
			if s.also != nil {
				walk(s.up, slices.Clone(behind))
				walk(s.also, behind)
				return
			}
			behind = append(behind, s)
		}
		if l := lifeOf(behind); s == nil && !slices.ContainsFunc(out, l.same) {
			out = append(out, l)
		}
	}
	walk(c.trace, nil)
	return out
}

// lifeOf is the life of some steps, last first.
func lifeOf(steps []*step) Life {
	var l Life
	for _, s := range slices.Backward(steps) {
		switch {
		case s.root:
			l.roots = append(l.roots, decision{s.at.Key, s.text})
			l.ways = append(l.ways, map[program.SiteKey][]string{})
		case s.decides() && len(l.roots) > 0:
			ways := l.ways[len(l.roots)-1]
			ways[s.at.Key] = append(ways[s.at.Key], s.text)
		}
	}
	return l
}

func (s *step) decides() bool {
	return s.irp == 0 && (s.kind == finding.Branch || s.kind == finding.Operate)
}

// same reports whether two lives run the same roots.
func (l Life) same(o Life) bool { return slices.Equal(l.roots, o.roots) }

// Undecided is l without its decisions: those of merged states may be of several.
func (l Life) Undecided() Life {
	return Life{roots: l.roots, ways: make([]map[program.SiteKey][]string, len(l.roots))}
}

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
	l := m.exact.life
	if int(st.roots) >= len(l.roots) || l.roots[st.roots] != (decision{at.Key, text}) {
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
	s := st.trace
	ways := m.exact.life.ways[st.roots-1][s.at.Key]
	return s.decides() && len(ways) > 0 && !slices.Contains(ways, s.text)
}

// Claims are what was reported behind a merge alone or, on a slice, all of it, in order.
func (m *Machine) Claims() []Claim {
	var out []Claim
	for k, f := range m.report.found {
		if (f.lossy || m.scope.Slice != nil) && f.finding.Rule != finding.Inconclusive && !m.report.caused(f) {
			out = append(out, Claim{f.finding, k, f.trace})
		}
	}
	slices.SortFunc(out, func(a, b Claim) int { return finding.Compare(a.Finding, b.Finding) })
	return out
}

// Merged reports whether something was reported, or given up, behind a merge.
func (m *Machine) Merged() bool {
	for _, f := range m.report.found {
		if f.lossy {
			return true
		}
	}
	return false
}

// Confirms is the finding of a claim that has been reached exactly.
func (m *Machine) Confirms(c Claim) (finding.Finding, bool) {
	f := m.report.found[c.key]
	if f == nil || f.lossy {
		return finding.Finding{}, false
	}
	return f.finding, true
}
