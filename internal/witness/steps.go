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
	Guess   bool       // it is a branch that the reader of C has guessed at
	Also    *Step      // the last step of another state that was merged with this one between two roots
}

// Graft is s, which goes on behind from, behind to.
func Graft(s, from, to *Step) *Step {
	if from == to {
		return s
	}
	var tail []*Step
	for ; s != from && s != nil; s = s.Up {
		tail = append(tail, s)
	}
	up := to
	for _, t := range slices.Backward(tail) {
		c := *t
		c.Up = up
		c.N = up.Count() + t.N - t.Up.Count()
		c.Fails = up.Failures() + t.Fails - t.Up.Failures()
		up = &c
	}
	return up
}

// Count is how many steps a witness has.
func (s *Step) Count() int {
	if s == nil {
		return 0
	}
	return s.N
}

// Guessed is the last branch on the way to a step that hangs on what was not understood, or
// nil.
func (s *Step) Guessed() *Step {
	for s != nil && !s.Guess {
		s = s.Up
	}
	return s
}

// Failures is how many calls on the way to a step fail.
func (s *Step) Failures() int {
	if s == nil {
		return 0
	}
	return s.Fails
}
