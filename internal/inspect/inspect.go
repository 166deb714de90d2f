// Package inspect keeps what a run comes to for who looks inside: the lives that lead to what
// is reported at a place, and the states that stand there side by side.
package inspect

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

// Recorder observes the runs of a whole driver.
type Recorder struct {
	follow.Inattentive
	here  func(finding.Position) bool // the place that is asked for
	at    map[*witness.Step]moment    // states that have taken a step
	start *moment                     // the first of them: a driver just loaded
	Lives []Life
	Halts []Halt
}

// moment is a state, and the space that knows its names.
type moment struct {
	m  *state.Space
	st state.State
}

// New records what a run comes to at a place.
func New(here func(finding.Position) bool) *Recorder {
	return &Recorder{here: here, at: map[*witness.Step]moment{}}
}

// Life is how a run has come to what it reports.
type Life struct {
	Pos           finding.Position
	Rule, Message string
	Steps         []Step
	steps         int // that count
}

// Step is a step of a life. All are here, those too that a witness leaves out.
type Step struct {
	Pos        finding.Position
	Depth      int
	Text       string
	Merged     bool     // another state was merged with this one before it
	Known      bool     // the state is: a remembered run has not gone through it
	Gone, Come []string // what of the state has changed since the step before that is known
}

// Halt is states that stand side by side at a place.
type Halt struct {
	Func   string
	States []Shown
}

// Shown is a state: the first one by what differs from a driver just loaded, each other one
// by what differs from the first.
type Shown struct {
	Gone, Come []string
	Keeps      []string // what keeps the two from being merged
}

// whole reports whether all that the driver does is run, and for the first time.
func whole(m *follow.Runner) bool { return m.Slice == nil && !m.Exact && !m.Quiet }

// Stepped keeps the state behind a step.
func (r *Recorder) Stepped(m *follow.Runner, st *state.State) {
	if !whole(m) {
		return
	}
	now := moment{m.Space, *st}
	if r.at[st.Trace] = now; r.start == nil {
		r.start = &now
	}
}

// Found keeps the shortest life to what is reported.
func (r *Recorder) Found(m *follow.Runner, st *state.State, rule string, at *program.Site, message string) {
	if !whole(m) || !r.here(at.Position()) {
		return
	}
	l := Life{Pos: at.Position(), Rule: rule, Message: message, steps: st.Trace.Count()}
	i := slices.IndexFunc(r.Lives, func(x Life) bool { return x.Pos == l.Pos && x.Rule == rule && x.Message == message })
	if i >= 0 && r.Lives[i].steps <= l.steps {
		return
	}
	l.Steps = r.life(st.Trace)
	if i < 0 {
		r.Lives = append(r.Lives, l)
		return
	}
	r.Lives[i] = l
}

// life is the steps of a trace, first to last, each with what it has changed.
func (r *Recorder) life(trace *witness.Step) []Step {
	var steps []*witness.Step
	for s := trace; s != nil; s = s.Up {
		steps = append(steps, s)
	}
	var out []Step
	before := *r.start
	merged := false
	for _, s := range slices.Backward(steps) {
		if merged = merged || s.Also != nil; s.At == nil {
			continue // a merge alone
		}
		step := Step{Pos: s.At.Position(), Depth: s.Depth, Text: s.Text, Merged: merged}
		if now, ok := r.at[s]; ok {
			step.Known = true
			step.Gone, step.Come = now.m.Differ(&before.st, &now.st)
			before = now
		}
		out, merged = append(out, step), false
	}
	return out
}

// maxHalts bounds how often the states at a place are kept.
const maxHalts = 64

// Stand keeps the states before a block of the place.
func (r *Recorder) Stand(m *follow.Runner, f *program.Func, block int32, states []state.State) {
	if !whole(m) || r.start == nil || len(r.Halts) == maxHalts || !r.holds(m, f, block) {
		return
	}
	h := Halt{Func: f.Short}
	for i := range states {
		var s Shown
		if i == 0 {
			s.Gone, s.Come = m.Differ(&r.start.st, &states[0])
		} else {
			s.Gone, s.Come = m.Differ(&states[0], &states[i])
			s.Keeps = m.Keeps(&states[0], &states[i])
		}
		h.States = append(h.States, s)
	}
	r.Halts = append(r.Halts, h)
}

// holds reports whether the place is in a block.
func (r *Recorder) holds(m *follow.Runner, f *program.Func, block int32) bool {
	for i := range f.Blocks[block].Instrs {
		if r.here(m.Site(f, block, int32(i)).Position()) {
			return true
		}
	}
	return false
}
