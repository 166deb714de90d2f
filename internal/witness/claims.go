package witness

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
	Key     Key
	trace   *Step
}

// Life is the order in which roots run, and the decisions that are taken in each.
type Life struct {
	roots []Decision
	ways  []map[program.SiteKey][]string // by root: what happens at a place, where anything does
	calls []map[program.SiteKey][]string // the same, of what calls come to alone
	Trace []Milestone                    // the same, in order
	Many  bool                           // many states are kept that follow it
	Heeds *slice.Slice                   // what may matter to it, or nil
}

// Milestone is a root of a life that begins, or a decision within it.
type Milestone struct {
	Root int // how many have begun
	Decision
}

// Decision is what happens at a place: a root begins, a branch goes one way, a call
// succeeds.
type Decision struct {
	At   program.SiteKey
	Text string
}

// maxLives bounds the lives along which one claim is followed: the states of several
// may have been merged between two roots.
const maxLives = 8

// Lives are those that the claim may have come by, the likeliest first.
func (c Claim) Lives() []Life {
	var out []Life
	var walk func(s *Step, behind []*Step)
	walk = func(s *Step, behind []*Step) {
		for ; s != nil && len(out) < maxLives; s = s.Up {
			if s.Also != nil {
				walk(s.Up, slices.Clone(behind))
				walk(s.Also, behind)
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
func lifeOf(steps []*Step) Life {
	var l Life
	for _, s := range slices.Backward(steps) {
		switch {
		case s.Root:
			l.roots = append(l.roots, s.Decision())
			l.ways = append(l.ways, map[program.SiteKey][]string{})
			l.calls = append(l.calls, map[program.SiteKey][]string{})
		case s.Decides() && len(l.roots) > 0:
			ways := l.ways[len(l.roots)-1]
			ways[s.At.Key] = append(ways[s.At.Key], s.Text)
			if s.Kind == finding.Operate {
				l.calls[len(l.calls)-1][s.At.Key] = ways[s.At.Key]
			}
		default:
			continue
		}
		l.Trace = append(l.Trace, Milestone{len(l.roots), s.Decision()})
	}
	return l
}

// Decision is what s decides.
func (s *Step) Decision() Decision { return Decision{s.At.Key, s.Text} }

// Decides reports whether another life may go on otherwise at s.
func (s *Step) Decides() bool {
	return s.Irp == 0 && s.Writes == "" && (s.Kind == finding.Branch || s.Kind == finding.Operate)
}

// same reports whether two lives run the same roots.
func (l Life) same(o Life) bool { return slices.Equal(l.roots, o.roots) }

// Undecided is l without its decisions: those of merged states may be of several.
func (l Life) Undecided() Life {
	l.ways = make([]map[program.SiteKey][]string, len(l.roots))
	return l
}

// Called is l with its decisions of what calls come to alone: which way branches go is left
// to the program, where a slice has guessed it.
func (l Life) Called() Life {
	l.ways, l.Trace = l.calls, nil
	return l
}

// Heeding is l where little is tried in functions of which nothing is in a slice.
func (l Life) Heeding(s *slice.Slice) Life {
	l.Heeds = s
	return l
}

// Wide is l followed by many states side by side.
func (l Life) Wide() Life {
	l.Many = true
	return l
}

// Begins reports whether the n-th root of l begins at a place with a text.
func (l Life) Begins(n int, at program.SiteKey, text string) bool {
	return n < len(l.roots) && l.roots[n] == Decision{at, text}
}

// Excludes reports whether a decision in the n-th root leaves l.
func (l Life) Excludes(n int, d Decision) bool {
	ways := l.ways[n][d.At]
	return len(ways) > 0 && !slices.Contains(ways, d.Text)
}
