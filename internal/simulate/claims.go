package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/slice"
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
	trace []milestone                    // the same, in order
	wide  bool                           // many states are kept that follow it
	heeds *slice.Slice                   // what may matter to it, or nil
}

// milestone is a root of a life that begins, or a decision within it.
type milestone struct {
	root int // how many have begun
	decision
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
			l.roots = append(l.roots, s.decision())
			l.ways = append(l.ways, map[program.SiteKey][]string{})
		case s.decides() && len(l.roots) > 0:
			ways := l.ways[len(l.roots)-1]
			ways[s.at.Key] = append(ways[s.at.Key], s.text)
		default:
			continue
		}
		l.trace = append(l.trace, milestone{len(l.roots), s.decision()})
	}
	return l
}

func (s *step) decision() decision { return decision{s.at.Key, s.text} }

func (s *step) decides() bool {
	return s.irp == 0 && (s.kind == finding.Branch || s.kind == finding.Operate)
}

// same reports whether two lives run the same roots.
func (l Life) same(o Life) bool { return slices.Equal(l.roots, o.roots) }

// Undecided is l without its decisions: those of merged states may be of several.
func (l Life) Undecided() Life {
	l.ways = make([]map[program.SiteKey][]string, len(l.roots))
	return l
}

// Heeding is l where little is tried in functions of which nothing is in a slice.
func (l Life) Heeding(s *slice.Slice) Life {
	l.heeds = s
	return l
}

// Wide is l followed by many states side by side.
func (l Life) Wide() Life {
	l.wide = true
	return l
}

// begins reports whether the n-th root of l begins at a place with a text.
func (l Life) begins(n int, at program.SiteKey, text string) bool {
	return n < len(l.roots) && l.roots[n] == decision{at, text}
}

// excludes reports whether a decision in the n-th root leaves l.
func (l Life) excludes(n int, d decision) bool {
	ways := l.ways[n][d.at]
	return len(ways) > 0 && !slices.Contains(ways, d.text)
}
