// Package witness says how a run has come to what it finds: the steps of a life, what the
// ways of its branches pass over, the shortest way to each finding, and the lives by which
// a finding that merged states have made may be followed once more. It knows no states.
package witness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
)

// Step is one step of a witness, with those before it.
type Step struct {
	Up      *Step
	Kind    finding.Kind
	At      *program.Site
	Text    string
	State   string
	Depth   int
	Level   bool       // it only changes the IRQL
	Skips   *Skip      // what the way that a branch takes passes over
	Only    bool       // it is shown only if what it passes over is missed
	From    irql.Level // the IRQL before it
	To      irql.Level // and behind it
	N       int        // steps before and with it
	Fails   int        // the calls among them that fail
	Writes  string     // the field or global that it writes and that a branch asks
	Counts  bool       // it adds to what the cell held
	Irp     uint64     // the IRP that it is about, and no other rule than that of IRPs
	Root    bool       // it begins a root of the harness
	Orphans bool       // the last pointer to a live registration is overwritten
	Missed  bool       // a capture fails
	Hang    *Hang      // what it says of a guess, or nil
	hangs   *Step      // the last one up to it that says something of guesses, or nil
	Also    *Step      // the last step of another state that was merged with this one between two roots
}

// Graft is s, which goes on behind from, behind to.
func Graft(s, from, to *Step) *Step {
	return graft{from, to, nil}.of(s)
}

// graft has those of the steps behind from that were moved and are come to more than once.
type graft struct {
	from, to *Step
	moved    map[*Step]*Step
}

func (g graft) of(s *Step) *Step {
	if g.from == g.to {
		return s
	}
	var tail []*Step
	up := g.to
	for ; s != g.from && s != nil; s = s.Up {
		if m := g.moved[s]; m != nil {
			up = m
			break
		}
		tail = append(tail, s)
	}
	for _, t := range slices.Backward(tail) {
		c := *t
		c.Up = up
		c.N = up.Count() + t.N - t.Up.Count()
		c.Fails = up.Failures() + t.Fails - t.Up.Failures()
		c.hangs = up.Hangs()
		if t.Hang != nil {
			c.hangs = &c
			g = g.also(t, &c)
		}
		up = &c
		if g.moved != nil {
			g.moved[t] = up
		}
	}
	return up
}

// also moves the other way to a step.
func (g graft) also(t, moved *Step) graft {
	if t.Hang.also == nil {
		return g
	}
	if g.moved == nil {
		g.moved = map[*Step]*Step{}
		for s, m := t.Up, moved.Up; s != g.from && s != nil; s, m = s.Up, m.Up {
			g.moved[s] = m
		}
	}
	moved.Hang = &Hang{also: g.of(t.Hang.also)}
	return g
}

// Count is how many steps a witness has.
func (s *Step) Count() int {
	if s == nil {
		return 0
	}
	return s.N
}

// Next is an empty step behind s.
func (s *Step) Next() *Step {
	return &Step{Up: s, N: s.Count(), Fails: s.Failures(), hangs: s.Hangs()}
}

// Failures is how many calls on the way to a step fail.
func (s *Step) Failures() int {
	if s == nil {
		return 0
	}
	return s.Fails
}
