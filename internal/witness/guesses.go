package witness

import (
	"cmp"
	"slices"

	"github.com/wskvet/wskvet/internal/program"
)

// Where the reader of C has not understood a condition, the text goes one way, and nobody
// knows which. Everything else that a life decides is for us to choose, a guess is not: a
// rule is broken for certain only where it is broken whatever the text says. So it is with
// guesses whose two ways meet again in one state, with a loop that comes back to where it
// began, as loops end, and where both ways lead to the same finding.

// Guess is a branch, at one moment of a run, that hangs on what was not understood.
type Guess struct {
	At    *program.Site
	Run   int     // of a function that comes to it, by number
	again [2]bool // this way comes back to where an earlier guess of the loop, or this one, was still to come
}

// Hang is what a step says of guesses: that one goes a way, or that its state was come to
// otherwise, too.
type Hang struct {
	Way
	also *Step
}

// Way is one way of a guess.
type Way struct {
	Guess *Guess
	Way   int
}

// Bounds on the guesses on the way to a finding, and on the lives to it that are compared
// by their guesses.
const (
	maxHangs = 8
	maxHung  = 16
)

// Hangs is the last step on the way to s that says something of guesses, or nil.
func (s *Step) Hangs() *Step {
	if s == nil {
		return nil
	}
	return s.hangs
}

// Goes makes s the branch g that goes one way.
func (s *Step) Goes(g *Guess, way int) {
	s.Hang = &Hang{Way: Way{g, way}}
	s.hangs = s
}

// Meet is the witness of two equal states.
func Meet(x, y *Step) *Step {
	switch {
	case x.Hangs() == nil || x.Hangs() == y.Hangs():
		return x
	case y.Hangs() == nil:
		return y
	}
	s := &Step{Up: x, N: x.N, Fails: x.Fails, Hang: &Hang{also: y}}
	s.hangs = s
	return s
}

// ComesBack notes that a life has come back to where it was at an earlier step, with nothing
// changed, by ways of guesses, the last of them in that run of a function: what is found
// there is found whatever that one says, if it is by the others.
func ComesBack(from, to *Step, run int) {
	if from.Hangs() == to.Hangs() || !from.behind(to) {
		return
	}
	a, b := from.guessed(), to.guessed()
	if len(a) != 1 || len(b) != 1 || len(a[0]) <= len(b[0]) {
		return
	}
	last := a[0][len(a[0])-1]
	if slices.Equal(a[0][:len(b[0])], b[0]) && last.Guess.Run == run {
		last.Guess.again[last.Way] = true
	}
}

// behind reports whether t is on the way to s.
func (s *Step) behind(t *Step) bool {
	for s != t && s != nil {
		s = s.Up
	}
	return s == t
}

// guessed are the lives to s, each by the ways of the guesses that still decide there, first
// ones first. None where they are too many.
func (s *Step) guessed() [][]Way {
	known := map[*Step][][]Way{}
	var of func(s *Step) [][]Way
	of = func(s *Step) [][]Way {
		s = s.Hangs()
		if s == nil {
			return [][]Way{nil}
		}
		if lives, ok := known[s]; ok {
			return lives
		}
		lives := of(s.Up)
		switch h := s.Hang; {
		case h.also != nil:
			lives = reduced(slices.Concat(lives, of(h.also)))
		case !h.Guess.again[1-h.Way.Way]:
			lives = behind(lives, h.Way)
		}
		known[s] = lives
		return lives
	}
	return of(s)
}

// behind are lives that go one way of a guess at their ends.
func behind(lives [][]Way, w Way) [][]Way {
	var out [][]Way
	for _, l := range lives {
		if len(l) < maxHangs {
			out = append(out, append(slices.Clone(l), w))
		}
	}
	return out
}

// reduced leaves out what says nothing more: a life that goes on behind the end of another,
// and the two ways of a guess, behind which both end.
func reduced(lives [][]Way) [][]Way {
	slices.SortStableFunc(lives, func(a, b []Way) int { return cmp.Compare(len(a), len(b)) })
	for i := 0; i < len(lives); i++ {
		for j := 0; j < len(lives); j++ {
			x, y := lives[i], lives[j]
			if i == j || len(x) > len(y) {
				continue
			}
			if slices.Equal(x, y[:len(x)]) {
				lives = slices.Delete(slices.Clone(lives), j, j+1)
				return reduced(lives)
			}
			if n := len(x) - 1; len(y) == n+1 && slices.Equal(x[:n], y[:n]) && x[n].Guess == y[n].Guess {
				lives = slices.Clone(lives)
				lives[i] = x[:n]
				return reduced(slices.Delete(lives, j, j+1))
			}
		}
	}
	return lives[:min(len(lives), maxHung)]
}

// certain reports whether lives with these guesses are all there are: that one comes to its
// end whatever the text says.
func certain(lives [][]Way) bool {
	for _, l := range lives {
		if len(l) == 0 {
			return true
		}
	}
	for i, l := range lives {
		g := l[0].Guess
		if slices.ContainsFunc(lives[:i], func(o []Way) bool { return o[0].Guess == g }) {
			continue
		}
		if certain(along(lives, Way{g, 0})) && certain(along(lives, Way{g, 1})) {
			return true
		}
	}
	return false
}

// along are the lives that begin with one way of a guess, behind it.
func along(lives [][]Way, w Way) [][]Way {
	var out [][]Way
	for _, l := range lives {
		if l[0] == w {
			out = append(out, l[1:])
		}
	}
	return out
}
