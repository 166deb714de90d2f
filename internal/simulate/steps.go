package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
)

// step is one step of a witness, with those before it.
type step struct {
	up      *step
	kind    finding.Kind
	at      *program.Site
	text    string
	state   string
	depth   int
	level   bool       // it only changes the IRQL
	skips   *skip      // what the way that a branch takes passes over
	only    bool       // it is shown only if what it passes over is missed
	from    irql.Level // the IRQL before it
	to      irql.Level // and behind it
	n       int        // steps before and with it
	irp     uint64     // the IRP that it is about, and no other rule than that of IRPs
	root    bool       // it begins a root of the harness
	orphans bool       // the last pointer to a live registration is overwritten
	missed  bool       // a capture fails
	also    *step      // the last step of another state that was merged with this one between two roots
}

// graft is s, which goes on behind from, behind to.
func graft(s, from, to *step) *step {
	if from == to {
		return s
	}
	var tail []*step
	for ; s != from && s != nil; s = s.up {
		tail = append(tail, s)
	}
	up := to
	for _, t := range slices.Backward(tail) {
		c := *t
		c.up = up
		c.n = up.count() + t.n - t.up.count()
		up = &c
	}
	return up
}

// count is how many steps a witness has.
func (s *step) count() int {
	if s == nil {
		return 0
	}
	return s.n
}
