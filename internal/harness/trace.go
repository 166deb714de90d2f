package harness

import (
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/slice"
)

// Trace is what a driver was made to, and how it was followed an obligation at a time: for
// those who ask why an obligation was not decided. A nil Trace takes nothing.
type Trace struct {
	Observer follow.Observer // told of the states that roots come to; or nil
	Listing  string          // its residual program
	Rounds   []Round
}

// machine is a machine for the driver, which tells the observer of the trace.
func (h *harness) machine() *simulate.Machine {
	m := simulate.New(h.prog, h.limits, h.log)
	if h.trace != nil {
		m.Observer = h.trace.Observer
	}
	return m
}

// listing takes the residual program of a driver.
func (t *Trace) listing(p *program.Program, path string) {
	if t != nil {
		t.Listing = p.Listing(path)
	}
}

// Round is one slice of one obligation, and what came of it.
type Round struct {
	Entry      string // the function that the driver begins in
	Obligation string
	Depth      int
	Cells      []string // that are followed beyond it
	Slice      *slice.Slice
	Steps      int              // that following it took, in all of its runs
	Whole      bool             // it was followed to its end
	Unclear    []follow.Unclear // calls about objects that it does not know
	Costs      []follow.Cost
	Claims     []Attempt
}

// Attempt is what seems broken on a slice, and whether a life of the whole program comes
// to it.
type Attempt struct {
	Finding finding.Finding
	Reached bool
	Known   bool // it, or what causes it, had been found before
	Steps   int
	Stop    follow.Stop // of the life that was followed furthest: what no state comes to
	Whole   bool        // some life was followed through all of its steps
	Over    bool        // the steps for it did not suffice
	Costs   []follow.Cost
}

// note takes what following one life has come to.
func (a *Attempt) note(m *simulate.Machine) {
	a.Steps += m.Steps()
	a.Over, a.Costs = a.Over || m.Over(), m.Costs()
	if s, ok := m.Stop(); s.Before >= a.Stop.Before {
		a.Stop, a.Whole = s, a.Whole || !ok
	}
}

func (t *Trace) round(r Round) *Round {
	if t == nil {
		return &r
	}
	t.Rounds = append(t.Rounds, r)
	return &t.Rounds[len(t.Rounds)-1]
}
